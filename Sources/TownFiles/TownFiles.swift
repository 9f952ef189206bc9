// The room TownFiles.
