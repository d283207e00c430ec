"""Presenters: their accounts, how they sign in, and the tokens that speak for them."""
