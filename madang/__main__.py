from madang.cli import app

app()
