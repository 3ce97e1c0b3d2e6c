using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ServerlessContacts.Tests.Architecture;

/// <summary>The types, methods and fields that the instructions of a method name (ECMA-335, partition III).</summary>
internal static class MethodBody
{
    private static readonly FrozenDictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value);

    public static IEnumerable<EntityHandle> Tokens(BlobReader code)
    {
        var tokens = new List<EntityHandle>();
        while (code.RemainingBytes > 0)
        {
            var operand = Next(ref code).OperandType;
            if (operand is OperandType.InlineTok or OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField)
            {
                tokens.Add((EntityHandle)MetadataTokens.Handle(code.ReadInt32()));
            }
            else
            {
                code.Offset += Length(operand, code);
            }
        }

        return tokens;
    }

    /// <summary>Instructions are one byte, or two of which the first is FE.</summary>
    private static OpCode Next(ref BlobReader code)
    {
        var first = code.ReadByte();
        return OpCodesByValue[first == 0xFE ? unchecked((short)(0xFE00 | code.ReadByte())) : first];
    }

    private static int Length(OperandType operand, BlobReader code) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * code.ReadInt32()),
        _ => 4,
    };
}
