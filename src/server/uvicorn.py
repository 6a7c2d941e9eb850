# uvicorn: there is no network here, so a server that is started by hand has nobody to serve.

from sys import stderr as _stderr


def run(app, *, host='127.0.0.1', port=8000, workers=None, reload=False, **options):
    _stderr.write(f'INFO:     Uvicorn would listen on http://{host}:{port}. Nobody can connect to a simulated computer from outside: '
                  'send it requests with --load, or in the load panel of the page.\n')


class Config:
    def __init__(self, app, **options):
        self.app = app
        self.options = options


class Server:
    def __init__(self, config):
        self.config = config
        self.should_exit = False

    async def serve(self, sockets=None):
        run(self.config.app, **self.config.options)

    def run(self, sockets=None):
        run(self.config.app, **self.config.options)
