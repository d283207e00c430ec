"""The pages: documents and assets that the front end's build has left in `madang/static`."""
