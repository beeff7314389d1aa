"""The checks: small functions, facts in, one of four outcomes out; the catalogue lists them."""
