"""Where results go: a stream, or an output folder that later runs go on with."""
