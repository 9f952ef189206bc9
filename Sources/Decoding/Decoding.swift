// The room Decoding.
