"""HTTP without features: the context of a request, errors as JSON, middleware, limits, the short way in."""
