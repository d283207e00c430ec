"""The live session: its code, its QR code, its lifecycle, and the screens that show it."""
