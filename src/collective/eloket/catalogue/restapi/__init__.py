"""REST services of the catalogue; docs/openapi.yaml describes them."""
