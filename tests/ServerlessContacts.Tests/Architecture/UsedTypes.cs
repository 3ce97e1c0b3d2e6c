using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ServerlessContacts.Tests.Architecture;

/// <summary>Takes note of every type that a signature names; as the types of the decoder itself are of no interest, it answers nothing.</summary>
internal sealed class UsedTypes(Action<EntityHandle> note) : ISignatureTypeProvider<None, None>
{
    public None GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Noted(handle);

    public None GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Noted(handle);

    public None GetTypeFromSpecification(MetadataReader reader, None genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public None GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

    public None GetSZArrayType(None elementType) => default;

    public None GetArrayType(None elementType, ArrayShape shape) => default;

    public None GetByReferenceType(None elementType) => default;

    public None GetPointerType(None elementType) => default;

    public None GetPinnedType(None elementType) => default;

    public None GetModifiedType(None modifier, None unmodifiedType, bool isRequired) => default;

    public None GetFunctionPointerType(MethodSignature<None> signature) => default;

    public None GetGenericInstantiation(None genericType, ImmutableArray<None> typeArguments) => default;

    public None GetGenericMethodParameter(None genericContext, int index) => default;

    public None GetGenericTypeParameter(None genericContext, int index) => default;

    private None Noted(EntityHandle handle)
    {
        note(handle);
        return default;
    }
}

internal readonly record struct None;
