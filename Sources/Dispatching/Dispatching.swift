// The room Dispatching.
