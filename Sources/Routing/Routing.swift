// The room Routing.
