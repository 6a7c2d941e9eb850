# _aws: buckets and tables in memory for boto3 (blocking) and aioboto3 (awaited), over the services `s3` and `dynamodb`.

from asyncio import _refuse
from _services import service as _service

_buckets = {}
_tables = {}


class BotoCoreError(Exception):
    pass


class EndpointConnectionError(BotoCoreError):
    pass


class ConnectionClosedError(BotoCoreError):
    pass


class ParamValidationError(BotoCoreError):
    pass


class UnknownServiceError(BotoCoreError):
    pass


class ClientError(Exception):
    def __init__(self, error_response, operation_name):
        error = error_response.get('Error', {})
        super().__init__(f"An error occurred ({error.get('Code', 'Unknown')}) when calling the {operation_name} operation: "
                         f"{error.get('Message', 'Unknown')}")
        self.response = error_response
        self.operation_name = operation_name


class _NoSuchKey(ClientError):
    pass


class _NoSuchBucket(ClientError):
    pass


class _ResourceNotFound(ClientError):
    pass


class _ConditionalCheckFailed(ClientError):
    pass


for _cls, _title in ((_NoSuchKey, 'NoSuchKey'), (_NoSuchBucket, 'NoSuchBucket'), (_ResourceNotFound, 'ResourceNotFoundException'),
                     (_ConditionalCheckFailed, 'ConditionalCheckFailedException')):
    _cls.__name__ = _cls.__qualname__ = _title
    _cls.__module__ = 'botocore.errorfactory'


class _Exceptions:
    ClientError = ClientError
    NoSuchKey = _NoSuchKey
    NoSuchBucket = _NoSuchBucket
    ResourceNotFoundException = _ResourceNotFound
    ConditionalCheckFailedException = _ConditionalCheckFailed


def _failed(cls, code, message, operation, status):
    return cls({'Error': {'Code': code, 'Message': message}, 'ResponseMetadata': {'HTTPStatusCode': status}}, operation)


def _ok(status=200, **more):
    return {'ResponseMetadata': {'HTTPStatusCode': status, 'RetryAttempts': 0}, **more}


def _bytes(body):
    if hasattr(body, 'read'):
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body)


def _etag(body):
    from hashlib import md5
    return f'"{md5(body).hexdigest()}"'


def _now():
    from datetime import datetime, timezone
    return datetime.now(timezone.utc).replace(microsecond=0)


class _Body:
    def __init__(self, content):
        self._content = content

    def _read(self, amt=None):
        part = self._content if amt is None else self._content[:amt]
        self._content = self._content[len(part):]
        return part


class StreamingBody(_Body):
    def read(self, amt=None):
        return self._read(amt)

    def iter_lines(self, chunk_size=1024, keepends=False):
        yield from self._read().splitlines(keepends)

    def iter_chunks(self, chunk_size=1024):
        while self._content:
            yield self._read(chunk_size)

    __iter__ = iter_chunks

    def close(self):
        pass


class _AwaitedBody(_Body):
    async def read(self, amt=None):
        return self._read(amt)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass

    async def iter_chunks(self, chunk_size=1024):
        while self._content:
            yield self._read(chunk_size)


class _S3:
    # What each operation does, once its time has passed.
    service = 's3'
    _body = StreamingBody

    def _bucket(self, name, operation):
        # A program that makes no bucket finds those it names.
        if name not in _buckets:
            if _made:
                raise _failed(_NoSuchBucket, 'NoSuchBucket', 'The specified bucket does not exist', operation, 404)
            _buckets[name] = {}
        return _buckets[name]

    def create_bucket(self, *, Bucket, **options):
        _made.append(Bucket)
        _buckets.setdefault(Bucket, {})
        return _ok(Location=f'/{Bucket}')

    def list_buckets(self, **options):
        return _ok(Buckets=[{'Name': name, 'CreationDate': _now()} for name in sorted(_buckets)])

    def put_object(self, *, Bucket, Key, Body=b'', ContentType='binary/octet-stream', Metadata=None, **options):
        body = _bytes(Body)
        self._bucket(Bucket, 'PutObject')[Key] = body, ContentType, dict(Metadata or {}), _now()
        return _ok(ETag=_etag(body))

    def _object(self, bucket, key, operation, code='NoSuchKey', message='The specified key does not exist.'):
        found = self._bucket(bucket, operation).get(key)
        if found is None:
            raise _failed(_NoSuchKey if code == 'NoSuchKey' else ClientError, code, message, operation, 404)
        return found

    def get_object(self, *, Bucket, Key, **options):
        if 'Range' in options:
            _refuse('boto3: get_object with Range')
        body, kind, metadata, at = self._object(Bucket, Key, 'GetObject')
        return _ok(Body=self._body(body), ContentLength=len(body), ContentType=kind, ETag=_etag(body), LastModified=at, Metadata=dict(metadata))

    def head_object(self, *, Bucket, Key, **options):
        body, kind, metadata, at = self._object(Bucket, Key, 'HeadObject', '404', 'Not Found')
        return _ok(ContentLength=len(body), ContentType=kind, ETag=_etag(body), LastModified=at, Metadata=dict(metadata))

    def head_bucket(self, *, Bucket, **options):
        if Bucket not in _buckets and _made:
            raise _failed(ClientError, '404', 'Not Found', 'HeadBucket', 404)
        return _ok()

    def delete_object(self, *, Bucket, Key, **options):
        self._bucket(Bucket, 'DeleteObject').pop(Key, None)
        return _ok(204)

    def delete_objects(self, *, Bucket, Delete, **options):
        keys = [o['Key'] for o in Delete['Objects']]
        for key in keys:
            self._bucket(Bucket, 'DeleteObjects').pop(key, None)
        return _ok(Deleted=[{'Key': k} for k in keys])

    def copy_object(self, *, Bucket, Key, CopySource, **options):
        source = CopySource if isinstance(CopySource, dict) else dict(zip(('Bucket', 'Key'), CopySource.split('/', 1)))
        self._bucket(Bucket, 'CopyObject')[Key] = found = self._object(source['Bucket'], source['Key'], 'CopyObject')
        return _ok(CopyObjectResult={'ETag': _etag(found[0]), 'LastModified': _now()})

    def list_objects_v2(self, *, Bucket, Prefix='', Delimiter='', MaxKeys=1000, StartAfter='', ContinuationToken='', **options):
        objects = self._bucket(Bucket, 'ListObjectsV2')
        after = ContinuationToken or StartAfter
        names = [k for k in sorted(objects) if k.startswith(Prefix) and k > after]
        common = []
        if Delimiter:
            plain = []
            for name in names:
                head, mark, rest = name[len(Prefix):].partition(Delimiter)
                if not mark:
                    plain.append(name)
                elif Prefix + head + mark not in common:
                    common.append(Prefix + head + mark)
            names = plain
        more, names = len(names) > MaxKeys, names[:MaxKeys]
        made = _ok(IsTruncated=more, Name=Bucket, Prefix=Prefix, MaxKeys=MaxKeys, KeyCount=len(names) + len(common))
        if names:
            made['Contents'] = [{'Key': k, 'LastModified': objects[k][3], 'ETag': _etag(objects[k][0]), 'Size': len(objects[k][0]),
                                 'StorageClass': 'STANDARD'} for k in names]
        if common:
            made['CommonPrefixes'] = [{'Prefix': p} for p in common]
        if more:
            made['NextContinuationToken'] = names[-1]
        return made

    def upload_fileobj(self, Fileobj, Bucket, Key, ExtraArgs=None, Callback=None, Config=None):
        self.__class__.put_object.__wrapped__(self, Bucket=Bucket, Key=Key, Body=Fileobj, **{k: v for k, v in (ExtraArgs or {}).items()})

    def download_fileobj(self, Bucket, Key, Fileobj, ExtraArgs=None, Callback=None, Config=None):
        Fileobj.write(self._object(Bucket, Key, 'HeadObject', '404', 'Not Found')[0])

    def upload_file(self, Filename, Bucket, Key, ExtraArgs=None, Callback=None, Config=None):
        with open(Filename, 'rb') as f:
            self.upload_fileobj.__wrapped__(self, f, Bucket, Key, ExtraArgs)

    def download_file(self, Bucket, Key, Filename, ExtraArgs=None, Callback=None, Config=None):
        body = self._object(Bucket, Key, 'HeadObject', '404', 'Not Found')[0]
        with open(Filename, 'wb') as f:
            f.write(body)


_made = []


def _plain(value):
    # DynamoDB's {'S': 'text'} as a plain value.
    (kind, v), = value.items()
    if kind == 'N':
        return float(v) if '.' in v else int(v)
    if kind == 'L':
        return [_plain(x) for x in v]
    if kind == 'M':
        return {k: _plain(x) for k, x in v.items()}
    return None if kind == 'NULL' else v


class _Table:
    def __init__(self, keys):
        self.keys = keys
        self.items = {}

    def key(self, item):
        return tuple([str(item[k]) for k in self.keys])


def _table(name, key=None):
    if name not in _tables:
        if _made_tables:
            raise _failed(_ResourceNotFound, 'ResourceNotFoundException', 'Requested resource not found', 'Query', 400)
        # A program that makes no table finds those it names, by the key it first asks with.
        _tables[name] = _Table(list(key or ('id',)))
    return _tables[name]


_made_tables = []


class _Dynamo:
    service = 'dynamodb'

    def create_table(self, *, TableName, KeySchema, **options):
        _made_tables.append(TableName)
        _tables[TableName] = _Table([k['AttributeName'] for k in KeySchema])
        return _ok(TableDescription={'TableName': TableName, 'TableStatus': 'ACTIVE'})

    def list_tables(self, **options):
        return _ok(TableNames=sorted(_tables))

    def describe_table(self, *, TableName):
        table = _table(TableName)
        return _ok(Table={'TableName': TableName, 'TableStatus': 'ACTIVE', 'ItemCount': len(table.items)})

    def put_item(self, *, TableName, Item, **options):
        self._only(options, 'put_item', ('ReturnValues', 'ReturnConsumedCapacity'))
        table = _table(TableName, [next(iter(Item))])
        table.items[table.key(Item)] = dict(Item)
        return _ok()

    def get_item(self, *, TableName, Key, **options):
        self._only(options, 'get_item', ('ConsistentRead', 'ReturnConsumedCapacity'))
        table = _table(TableName, list(Key))
        found = table.items.get(tuple([str(Key[k]) for k in table.keys]))
        return _ok() if found is None else _ok(Item=dict(found))

    def delete_item(self, *, TableName, Key, **options):
        self._only(options, 'delete_item', ('ReturnValues',))
        table = _table(TableName, list(Key))
        table.items.pop(tuple([str(Key[k]) for k in table.keys]), None)
        return _ok()

    def scan(self, *, TableName, **options):
        self._only(options, 'scan', ())
        items = [dict(i) for i in _table(TableName).items.values()]
        return _ok(Items=items, Count=len(items), ScannedCount=len(items))

    def _only(self, options, name, known):
        for option in options:
            if option not in known:
                _refuse(f'DynamoDB: {name} with {option}')


def _blocking(name, f):
    def call(self, *args, **options):
        self._ask()
        return f(self, *args, **options)
    call.__name__ = name
    call.__wrapped__ = f
    return call


def _awaited(name, f):
    async def call(self, *args, **options):
        await self._ask()
        return f(self, *args, **options)
    call.__name__ = name
    call.__wrapped__ = f
    return call


class _Client:
    exceptions = _Exceptions

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        _refuse(f'{self.service}.{name}')

    def _lost(self):
        return ConnectionClosedError(f'Connection was closed before we received a valid response from endpoint URL: "https://{self.service}.amazonaws.com/".')


class _BlockingClient(_Client):
    def __init__(self, size=10):
        from threading import Semaphore
        self._places = Semaphore(size)

    def _ask(self):
        with self._places:
            if _service(self.service).block():
                raise self._lost()

    def get_paginator(self, operation):
        return _Paginator(self, operation)

    def close(self):
        pass


class _AwaitedClient(_Client):
    def __init__(self, size=10):
        from asyncio import Semaphore
        self._places = Semaphore(size)

    async def _ask(self):
        async with self._places:
            if await _service(self.service).wait():
                raise self._lost()

    def get_paginator(self, operation):
        return _AwaitedPaginator(self, operation)

    async def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass


class _Paginator:
    def __init__(self, client, operation):
        if operation != 'list_objects_v2':
            _refuse(f'boto3: a paginator of {operation}')
        self._client = client

    def paginate(self, **options):
        options.pop('PaginationConfig', None)
        while True:
            page = self._client.list_objects_v2(**options)
            yield page
            if not page['IsTruncated']:
                return
            options['ContinuationToken'] = page['NextContinuationToken']


class _AwaitedPaginator(_Paginator):
    async def paginate(self, **options):
        options.pop('PaginationConfig', None)
        while True:
            page = await self._client.list_objects_v2(**options)
            yield page
            if not page['IsTruncated']:
                return
            options['ContinuationToken'] = page['NextContinuationToken']


def _built(name, base, core, make, body=None):
    space = {'service': core.service}
    for key, value in core.__dict__.items():
        if not key.startswith('__'):
            space[key] = value if key.startswith('_') or not callable(value) else make(key, value)
    if body is not None:
        space['_body'] = body
    return type(name, (base,), space)


_CLIENTS = {'s3': _built('S3', _BlockingClient, _S3, _blocking), 'dynamodb': _built('DynamoDB', _BlockingClient, _Dynamo, _blocking)}
_AWAITED = {'s3': _built('S3', _AwaitedClient, _S3, _awaited, _AwaitedBody), 'dynamodb': _built('DynamoDB', _AwaitedClient, _Dynamo, _awaited)}


class Config:
    def __init__(self, *, max_pool_connections=10, **options):
        self.max_pool_connections = max_pool_connections


def _client(table, service_name, config):
    if service_name not in table:
        _refuse(f'boto3: the service {service_name!r}')
    return table[service_name](config.max_pool_connections if config is not None else 10)


class _ObjectResource:
    def __init__(self, client, bucket, key):
        self._client, self.bucket_name, self.key = client, bucket, key

    def get(self, **options):
        return self._client.get_object(Bucket=self.bucket_name, Key=self.key, **options)

    def put(self, **options):
        return self._client.put_object(Bucket=self.bucket_name, Key=self.key, **options)

    def delete(self, **options):
        return self._client.delete_object(Bucket=self.bucket_name, Key=self.key)

    def upload_file(self, Filename, **options):
        return self._client.upload_file(Filename, self.bucket_name, self.key)

    def __repr__(self):
        return f's3.ObjectSummary(bucket_name={self.bucket_name!r}, key={self.key!r})'


class _Objects:
    def __init__(self, bucket):
        self._bucket = bucket

    def _each(self, **options):
        bucket = self._bucket
        for page in bucket._client.get_paginator('list_objects_v2').paginate(Bucket=bucket.name, **options):
            for row in page.get('Contents', ()):
                made = _ObjectResource(bucket._client, bucket.name, row['Key'])
                made.size, made.last_modified, made.e_tag = row['Size'], row['LastModified'], row['ETag']
                yield made

    def all(self):
        return self._each()

    def filter(self, *, Prefix='', **options):
        return self._each(Prefix=Prefix)


class _BucketResource:
    def __init__(self, client, name):
        self._client, self.name = client, name
        self.objects = _Objects(self)

    def put_object(self, **options):
        self._client.put_object(Bucket=self.name, **options)
        return _ObjectResource(self._client, self.name, options['Key'])

    def upload_file(self, Filename, Key, **options):
        return self._client.upload_file(Filename, self.name, Key)

    def upload_fileobj(self, Fileobj, Key, **options):
        return self._client.upload_fileobj(Fileobj, self.name, Key)

    def download_file(self, Key, Filename, **options):
        return self._client.download_file(self.name, Key, Filename)

    def Object(self, key):
        return _ObjectResource(self._client, self.name, key)

    def create(self, **options):
        return self._client.create_bucket(Bucket=self.name, **options)


class _TableResource:
    def __init__(self, client, name):
        self._client, self.name = client, name

    def __getattr__(self, name):
        if name not in ('put_item', 'get_item', 'delete_item', 'scan'):
            if name.startswith('_'):
                raise AttributeError(name)
            _refuse(f'DynamoDB: {name} of a table')
        return lambda **options: getattr(self._client, name)(TableName=self.name, **options)


class _Resource:
    def __init__(self, client):
        self.meta = _Meta(client)
        self._client = client

    def Bucket(self, name):
        return _BucketResource(self._client, name)

    def Object(self, bucket, key):
        return _ObjectResource(self._client, bucket, key)

    def Table(self, name):
        return _TableResource(self._client, name)

    def create_bucket(self, *, Bucket, **options):
        self._client.create_bucket(Bucket=Bucket)
        return _BucketResource(self._client, Bucket)

    def create_table(self, **options):
        self._client.create_table(**options)
        return _TableResource(self._client, options['TableName'])


class _Meta:
    def __init__(self, client):
        self.client = client


class BotoSession:
    def __init__(self, **options):
        pass

    def client(self, service_name, region_name=None, *, config=None, **options):
        return _client(_CLIENTS, service_name, config)

    def resource(self, service_name, region_name=None, *, config=None, **options):
        return _Resource(_client(_CLIENTS, service_name, config))


class AioSession:
    def __init__(self, **options):
        pass

    def client(self, service_name, region_name=None, *, config=None, **options):
        return _client(_AWAITED, service_name, config)

    create_client = client

    def resource(self, service_name, **options):
        _refuse('aioboto3: resource; use client')


def client(service_name, region_name=None, **options):
    return BotoSession().client(service_name, region_name, **options)


def resource(service_name, region_name=None, **options):
    return BotoSession().resource(service_name, region_name, **options)
