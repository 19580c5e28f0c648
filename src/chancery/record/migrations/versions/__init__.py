"""One module for each schema that has shipped: how it is made of the one before."""
