using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ServerlessContacts.Tests.Architecture;

/// <summary>One type that uses another, both by full name; a nested type stands as the one it is nested in.</summary>
internal readonly record struct TypeUse(string User, string Used)
{
    public override string ToString() => $"{User} uses {Used}";
}

/// <summary>
/// Which types the types of an assembly use, read from what the compiler made of them: bases, signatures, fields, attributes and method bodies.
/// Only constants leave no trace, as their values are copied.
/// </summary>
internal sealed class CompiledTypes : IDisposable
{
    private readonly PEReader image;
    private readonly MetadataReader reader;

    private CompiledTypes(Stream file)
    {
        image = new PEReader(file);
        reader = image.GetMetadataReader();
    }

    public static IReadOnlySet<TypeUse> UsesIn(Assembly assembly)
    {
        using var types = new CompiledTypes(File.OpenRead(assembly.Location));
        return types.reader.TypeDefinitions.SelectMany(types.Uses).ToHashSet();
    }

    public void Dispose() => image.Dispose();

    private IEnumerable<TypeUse> Uses(TypeDefinitionHandle type)
    {
        var used = new HashSet<EntityHandle>();
        var signatures = new UsedTypes(handle => used.Add(handle));
        foreach (var handle in Named(type))
        {
            Note(handle, used, signatures);
        }

        NoteMembers(reader.GetTypeDefinition(type), used, signatures);
        var user = Name(type);
        return used.Select(handle => new TypeUse(user, Name(handle)));
    }

    /// <summary>The base, the interfaces and the constraints of the type, and the attributes of it and its members.</summary>
    private IEnumerable<EntityHandle> Named(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var attributed = type.GetCustomAttributes()
            .Concat(type.GetMethods().SelectMany(method => reader.GetMethodDefinition(method).GetCustomAttributes()))
            .Concat(type.GetMethods().SelectMany(method => reader.GetMethodDefinition(method).GetParameters()).SelectMany(parameter => reader.GetParameter(parameter).GetCustomAttributes()))
            .Concat(type.GetProperties().SelectMany(property => reader.GetPropertyDefinition(property).GetCustomAttributes()))
            .Concat(type.GetFields().SelectMany(field => reader.GetFieldDefinition(field).GetCustomAttributes()));
        var generic = type.GetGenericParameters().Concat(type.GetMethods().SelectMany(method => reader.GetMethodDefinition(method).GetGenericParameters()));
        return attributed.Select(attribute => reader.GetCustomAttribute(attribute).Constructor)
            .Concat(type.GetInterfaceImplementations().Select(implemented => reader.GetInterfaceImplementation(implemented).Interface))
            .Concat(generic.SelectMany(parameter => reader.GetGenericParameter(parameter).GetConstraints()).Select(constraint => reader.GetGenericParameterConstraint(constraint).Type))
            .Append(type.BaseType);
    }

    private void NoteMembers(TypeDefinition type, HashSet<EntityHandle> used, UsedTypes signatures)
    {
        foreach (var field in type.GetFields())
        {
            reader.GetFieldDefinition(field).DecodeSignature(signatures, default);
        }

        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            method.DecodeSignature(signatures, default);
            if (method.RelativeVirtualAddress != 0)
            {
                NoteBody(image.GetMethodBody(method.RelativeVirtualAddress), used, signatures);
            }
        }
    }

    private void NoteBody(MethodBodyBlock body, HashSet<EntityHandle> used, UsedTypes signatures)
    {
        if (!body.LocalSignature.IsNil)
        {
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(signatures, default);
        }

        foreach (var token in MethodBody.Tokens(body.GetILReader()).Concat(body.ExceptionRegions.Select(region => region.CatchType)))
        {
            Note(token, used, signatures);
        }
    }

    private void Note(EntityHandle handle, HashSet<EntityHandle> used, UsedTypes signatures)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference when !handle.IsNil:
                used.Add(handle);
                break;
            case HandleKind.TypeSpecification:
                reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(signatures, default);
                break;
            case HandleKind.MethodDefinition:
                used.Add(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                used.Add(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodSpecification:
                var method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                method.DecodeSignature(signatures, default);
                Note(method.Method, used, signatures);
                break;
            case HandleKind.MemberReference:
                NoteMember(reader.GetMemberReference((MemberReferenceHandle)handle), used, signatures);
                break;
        }
    }

    private void NoteMember(MemberReference member, HashSet<EntityHandle> used, UsedTypes signatures)
    {
        Note(member.Parent, used, signatures);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            member.DecodeFieldSignature(signatures, default);
        }
        else
        {
            member.DecodeMethodSignature(signatures, default);
        }
    }

    private string Name(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            var type = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
            return type.GetDeclaringType() is { IsNil: false } outer ? Name(outer) : Full(type.Namespace, type.Name);
        }

        var reference = reader.GetTypeReference((TypeReferenceHandle)handle);
        return reference.ResolutionScope.Kind == HandleKind.TypeReference
            ? Name(reference.ResolutionScope)
            : Full(reference.Namespace, reference.Name);
    }

    private string Full(StringHandle space, StringHandle name) => $"{reader.GetString(space)}.{reader.GetString(name)}";
}
