[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(System.IO.Hashing.Crc64))]
