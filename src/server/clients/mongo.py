# _mongo: documents in memory, for pymongo (blocking, and its AsyncMongoClient) and motor (awaited), over the service `mongo`.

from asyncio import _refuse
from _services import Closes as _Closes, service as _service

_all = {}


class PyMongoError(Exception):
    pass


class ConnectionFailure(PyMongoError):
    pass


class AutoReconnect(ConnectionFailure):
    pass


class ServerSelectionTimeoutError(AutoReconnect):
    pass


class WaitQueueTimeoutError(ConnectionFailure):
    pass


class OperationFailure(PyMongoError):
    def __init__(self, error, code=None, details=None):
        super().__init__(error if details is None else f'{error}, full error: {details}')
        self.code, self.details = code, details


class WriteError(OperationFailure):
    pass


class DuplicateKeyError(WriteError):
    pass


class InvalidId(ValueError):
    pass


_count = 0


class ObjectId:
    def __init__(self, oid=None):
        global _count
        if oid is None:
            _count += 1
            from time import time
            self._id = f'{int(time()) & 0xffffffff:08x}5f1e9a3c7b{_count & 0xffffff:06x}'
        elif isinstance(oid, ObjectId):
            self._id = oid._id
        else:
            if not (isinstance(oid, str) and len(oid) == 24 and all([c in '0123456789abcdefABCDEF' for c in oid])):
                raise InvalidId(f'{oid!r} is not a valid ObjectId, it must be a 12-byte input or a 24-character hex string')
            self._id = oid.lower()

    @staticmethod
    def is_valid(oid):
        try:
            ObjectId(oid)
            return oid is not None
        except InvalidId:
            return False

    def __eq__(self, other):
        return isinstance(other, ObjectId) and self._id == other._id

    def __lt__(self, other):
        return self._id < other._id

    def __hash__(self):
        return hash(self._id)

    def __str__(self):
        return self._id

    def __repr__(self):
        return f"ObjectId('{self._id}')"


ASCENDING, DESCENDING = 1, -1
_MISSING = object()


def _copied(value):
    if isinstance(value, dict):
        return {k: _copied(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_copied(v) for v in value]
    return value


def _at(doc, path):
    for part in path.split('.'):
        if isinstance(doc, dict):
            doc = doc.get(part, _MISSING)
        elif isinstance(doc, list):
            if part.isdigit():
                doc = doc[int(part)] if int(part) < len(doc) else _MISSING
            else:
                found = [d[part] for d in doc if isinstance(d, dict) and part in d]
                doc = found if found else _MISSING
        else:
            return _MISSING
        if doc is _MISSING:
            return _MISSING
    return doc


def _alike(a, b):
    return isinstance(a, (int, float)) and isinstance(b, (int, float)) or type(a) is type(b)


_COMPARE = {'$gt': lambda a, b: _alike(a, b) and a > b, '$gte': lambda a, b: _alike(a, b) and a >= b,
            '$lt': lambda a, b: _alike(a, b) and a < b, '$lte': lambda a, b: _alike(a, b) and a <= b}


def _equal(found, wanted):
    if hasattr(wanted, 'search') and hasattr(wanted, 'pattern'):
        return any([isinstance(v, str) and wanted.search(v) is not None for v in (found if isinstance(found, list) else [found])])
    if found is _MISSING:
        return wanted is None
    return found == wanted or isinstance(found, list) and wanted in found


def _meets(found, condition):
    if not (isinstance(condition, dict) and condition and all([k.startswith('$') for k in condition])):
        return _equal(found, condition)
    for op, wanted in condition.items():
        if op in _COMPARE:
            each = found if isinstance(found, list) else [found]
            if not any([_COMPARE[op](v, wanted) for v in each]):
                return False
        elif op == '$eq':
            if not _equal(found, wanted):
                return False
        elif op == '$ne':
            if _equal(found, wanted):
                return False
        elif op == '$in':
            if not any([_equal(found, w) for w in wanted]):
                return False
        elif op == '$nin':
            if any([_equal(found, w) for w in wanted]):
                return False
        elif op == '$exists':
            if (found is not _MISSING) is not bool(wanted):
                return False
        elif op == '$not':
            if _meets(found, wanted):
                return False
        elif op == '$size':
            if not (isinstance(found, list) and len(found) == wanted):
                return False
        elif op == '$all':
            if not (isinstance(found, list) and all([w in found for w in wanted])):
                return False
        elif op == '$elemMatch':
            if not (isinstance(found, list) and any([matches(d, wanted) if isinstance(d, dict) else _meets(d, wanted) for d in found])):
                return False
        elif op == '$regex':
            import re
            flags = re.IGNORECASE if 'i' in condition.get('$options', '') else 0
            if not (isinstance(found, str) and re.search(wanted, found, flags)):
                return False
        elif op != '$options':
            _refuse(f'MongoDB: the operator {op}')
    return True


def matches(doc, query):
    for key, condition in (query or {}).items():
        if key == '$and':
            if not all([matches(doc, q) for q in condition]):
                return False
        elif key == '$or':
            if not any([matches(doc, q) for q in condition]):
                return False
        elif key == '$nor':
            if any([matches(doc, q) for q in condition]):
                return False
        elif key.startswith('$'):
            _refuse(f'MongoDB: the operator {key}')
        elif not _meets(_at(doc, key), condition):
            return False
    return True


def _put(doc, path, value):
    parts = path.split('.')
    for part in parts[:-1]:
        doc = doc[int(part)] if isinstance(doc, list) else doc.setdefault(part, {})
    if isinstance(doc, list):
        doc[int(parts[-1])] = value
    else:
        doc[parts[-1]] = value


def _updated(doc, update, inserting=False):
    for op, fields in update.items():
        for path, value in fields.items():
            found = _at(doc, path)
            if op == '$set' or op == '$setOnInsert' and inserting:
                _put(doc, path, _copied(value))
            elif op == '$inc':
                _put(doc, path, (0 if found is _MISSING else found) + value)
            elif op == '$mul':
                _put(doc, path, (0 if found is _MISSING else found) * value)
            elif op == '$min' or op == '$max':
                if found is _MISSING or (value < found if op == '$min' else value > found):
                    _put(doc, path, value)
            elif op == '$unset':
                if found is not _MISSING:
                    head, dot, last = path.rpartition('.')
                    (_at(doc, head) if dot else doc).pop(last, None)
            elif op == '$rename':
                if found is not _MISSING:
                    doc.pop(path)
                    _put(doc, value, found)
            elif op == '$push' or op == '$addToSet':
                more = value['$each'] if isinstance(value, dict) and '$each' in value else [value]
                items = [] if found is _MISSING else found
                if isinstance(value, dict) and set(value) - {'$each'} and '$each' in value:
                    _refuse('MongoDB: $push with more than $each')
                items.extend([_copied(v) for v in more if op == '$push' or v not in items])
                _put(doc, path, items)
            elif op == '$pull':
                if isinstance(found, list):
                    found[:] = [v for v in found if not (_meets(v, value) if not isinstance(v, dict) else matches(v, value))]
            elif op == '$currentDate':
                from datetime import datetime
                _put(doc, path, datetime.now())
            elif op != '$setOnInsert':
                _refuse(f'MongoDB: the update {op}')


def _rank(value):
    # Values of different types in MongoDB's order.
    if value is _MISSING or value is None:
        return 0, 0
    if isinstance(value, bool):
        return 7, value
    if isinstance(value, (int, float)):
        return 1, value
    if isinstance(value, str):
        return 2, value
    if isinstance(value, ObjectId):
        return 6, value._id
    if isinstance(value, list):
        return _rank(min(value, key=_rank)) if value else (0, 0)
    return 8, value


def _sorted(docs, keys):
    for key, direction in reversed(keys):
        docs = sorted(docs, key=lambda d: _rank(_at(d, key)), reverse=direction == -1)
    return docs


def _projected(doc, projection):
    if not projection:
        return _copied(doc)
    if not isinstance(projection, dict):
        projection = {name: 1 for name in projection}
    wanted = [k for k, v in projection.items() if v and k != '_id']
    if not wanted and set(projection) == {'_id'} and projection['_id']:
        return {'_id': doc['_id']}
    if any([isinstance(v, (dict, str)) for v in projection.values()]):
        _refuse('MongoDB: a projection with expressions')
    if wanted:
        made = {'_id': doc['_id']} if projection.get('_id', 1) and '_id' in doc else {}
        for name in [k for k in doc if k in wanted] + [w for w in wanted if '.' in w]:
            found = _at(doc, name)
            if found is not _MISSING:
                _put(made, name, _copied(found))
        return made
    made = _copied(doc)
    for name in projection:
        made.pop(name, None)
    return made


def _valued(doc, expression):
    # An expression of an aggregation.
    if isinstance(expression, str) and expression.startswith('$'):
        found = _at(doc, expression[1:])
        return None if found is _MISSING else found
    if isinstance(expression, dict):
        if len(expression) == 1 and next(iter(expression)).startswith('$'):
            op, args = next(iter(expression.items()))
            values = [_valued(doc, a) for a in (args if isinstance(args, list) else [args])]
            simple = {'$add': sum, '$multiply': _product, '$subtract': lambda v: v[0] - v[1], '$divide': lambda v: v[0] / v[1],
                      '$concat': lambda v: ''.join(v), '$toUpper': lambda v: v[0].upper(), '$toLower': lambda v: v[0].lower(),
                      '$size': lambda v: len(v[0]), '$toString': lambda v: str(v[0])}
            if op not in simple:
                _refuse(f'MongoDB: the expression {op}')
            return simple[op](values)
        return {k: _valued(doc, v) for k, v in expression.items()}
    return expression


def _product(values):
    made = 1
    for v in values:
        made *= v
    return made


def _grouped(docs, stage):
    groups = []
    for doc in docs:
        key = _valued(doc, stage['_id'])
        for known, members in groups:
            if known == key:
                members.append(doc)
                break
        else:
            groups.append((key, [doc]))
    made = []
    for key, members in groups:
        row = {'_id': key}
        for name, what in stage.items():
            if name == '_id':
                continue
            op, expression = next(iter(what.items()))
            values = [_valued(d, expression) for d in members]
            numbers = [v for v in values if isinstance(v, (int, float))]
            known = {'$sum': lambda: sum(numbers), '$avg': lambda: sum(numbers) / len(numbers) if numbers else None,
                     '$min': lambda: min([v for v in values if v is not None], default=None), '$max': lambda: max([v for v in values if v is not None], default=None),
                     '$push': lambda: values, '$first': lambda: values[0], '$last': lambda: values[-1], '$count': lambda: len(values),
                     '$addToSet': lambda: [v for i, v in enumerate(values) if v not in values[:i]]}
            if op not in known:
                _refuse(f'MongoDB: the accumulator {op}')
            row[name] = known[op]()
        made.append(row)
    return made


def _piped(docs, pipeline):
    for stage in pipeline:
        (op, what), = stage.items()
        if op == '$match':
            docs = [d for d in docs if matches(d, what)]
        elif op == '$sort':
            docs = _sorted(docs, list(what.items()))
        elif op == '$limit':
            docs = docs[:what]
        elif op == '$skip':
            docs = docs[what:]
        elif op == '$group':
            docs = _grouped(docs, what)
        elif op == '$count':
            docs = [{what: len(docs)}] if docs else []
        elif op == '$unwind':
            path = (what if isinstance(what, str) else what['path'])[1:]
            made = []
            for d in docs:
                found = _at(d, path)
                for v in found if isinstance(found, list) else [] if found is _MISSING else [found]:
                    one = _copied(d)
                    _put(one, path, v)
                    made.append(one)
            docs = made
        elif op in ('$addFields', '$set'):
            docs = [_copied(d) for d in docs]
            for d in docs:
                for k, v in what.items():
                    _put(d, k, _valued(d, v))
        elif op == '$project':
            made = []
            for d in docs:
                row = _projected(d, {k: v for k, v in what.items() if not isinstance(v, (dict, str))} or {'-': 1})
                row.update({k: _valued(d, v) for k, v in what.items() if isinstance(v, (dict, str))})
                made.append(row)
            docs = made
        else:
            _refuse(f'MongoDB: the stage {op}')
    return [_copied(d) for d in docs]


class InsertOneResult:
    def __init__(self, inserted_id):
        self.inserted_id, self.acknowledged = inserted_id, True

    def __repr__(self):
        return f'InsertOneResult({self.inserted_id!r}, acknowledged=True)'


class InsertManyResult:
    def __init__(self, inserted_ids):
        self.inserted_ids, self.acknowledged = inserted_ids, True


class UpdateResult:
    def __init__(self, matched, modified, upserted=None):
        self.matched_count, self.modified_count, self.upserted_id, self.acknowledged = matched, modified, upserted, True


class DeleteResult:
    def __init__(self, deleted):
        self.deleted_count, self.acknowledged = deleted, True


class _Documents:
    # The documents of a collection, and what is done to them.
    def __init__(self, full_name):
        self.name = full_name
        self.docs = []
        self.unique = []

    def _check(self, doc):
        for keys in [('_id',)] + self.unique:
            values = [_at(doc, k) for k in keys]
            for other in self.docs:
                if other is not doc and [_at(other, k) for k in keys] == values:
                    index = '_id_' if keys == ('_id',) else '_'.join([f'{k}_1' for k in keys])
                    shown = ', '.join([f'{k}: ' + (f'"{v}"' if isinstance(v, str) else repr(v)) for k, v in zip(keys, values)])
                    raise DuplicateKeyError(f'E11000 duplicate key error collection: {self.name} index: {index} dup key: {{ {shown} }}', 11000)

    def insert_one(self, document, **options):
        if not isinstance(document, dict):
            raise TypeError("document must be an instance of dict, bson.son.SON, bson.raw_bson.RawBSONDocument, or a type that inherits from "
                            'collections.abc.MutableMapping')
        if '_id' not in document:
            document['_id'] = ObjectId()
        made = _copied(document)
        self._check(made)
        self.docs.append(made)
        return InsertOneResult(document['_id'])

    def insert_many(self, documents, ordered=True, **options):
        return InsertManyResult([self.insert_one(d).inserted_id for d in documents])

    def _found(self, query):
        if isinstance(query, ObjectId) or query is not None and not isinstance(query, dict):
            query = {'_id': query}
        return [d for d in self.docs if matches(d, query)]

    def find_one(self, filter=None, projection=None, sort=None, **options):
        found = self._found(filter)
        if sort:
            found = _sorted(found, sort if isinstance(sort, list) else [(sort, 1)])
        return _projected(found[0], projection) if found else None

    def _update(self, query, update, upsert, many, replace=False):
        if not replace and not all([k.startswith('$') for k in update]):
            raise ValueError('update only works with $ operators')
        found = self._found(query)
        modified = 0
        for doc in found if many else found[:1]:
            before = _copied(doc)
            if replace:
                kept = doc['_id']
                doc.clear()
                doc.update({'_id': kept, **_copied(update)})
            else:
                _updated(doc, update)
            try:
                self._check(doc)
            except DuplicateKeyError:
                doc.clear()
                doc.update(before)
                raise
            modified += doc != before
        if not found and upsert:
            made = {k: v for k, v in query.items() if not k.startswith('$') and not isinstance(v, dict)}
            made.setdefault('_id', ObjectId())
            if replace:
                made.update(_copied(update))
            else:
                _updated(made, update, True)
            self._check(made)
            self.docs.append(made)
            return UpdateResult(0, 0, made['_id'])
        return UpdateResult(len(found) if many else min(len(found), 1), modified)

    def update_one(self, filter, update, upsert=False, **options):
        return self._update(filter, update, upsert, False)

    def update_many(self, filter, update, upsert=False, **options):
        return self._update(filter, update, upsert, True)

    def replace_one(self, filter, replacement, upsert=False, **options):
        return self._update(filter, replacement, upsert, False, True)

    def _removed(self, found):
        self.docs = [d for d in self.docs if not any([d is f for f in found])]
        return DeleteResult(len(found))

    def delete_one(self, filter, **options):
        return self._removed(self._found(filter)[:1])

    def delete_many(self, filter, **options):
        return self._removed(self._found(filter))

    def find_one_and_update(self, filter, update, projection=None, sort=None, upsert=False, return_document=False, **options):
        before = self.find_one(filter, None, sort)
        if before is None:
            if not upsert:
                return None
            made = self._update(filter, update, True, False).upserted_id
            return self.find_one({'_id': made}, projection) if return_document else None
        self._update({'_id': before['_id']}, update, False, False)
        return self.find_one({'_id': before['_id']}, projection) if return_document else _projected(before, projection)

    def find_one_and_replace(self, filter, replacement, projection=None, sort=None, upsert=False, return_document=False, **options):
        before = self.find_one(filter, None, sort)
        self._update({'_id': before['_id']} if before is not None else filter, replacement, upsert, False, True)
        return (self.find_one({'_id': before['_id']}, projection) if return_document else _projected(before, projection)) if before is not None else None

    def find_one_and_delete(self, filter, projection=None, sort=None, **options):
        before = self.find_one(filter, None, sort)
        if before is not None:
            self._removed(self._found({'_id': before['_id']}))
            return _projected(before, projection)
        return None

    def count_documents(self, filter, **options):
        return len(self._found(filter)[options.get('skip', 0):][:options.get('limit')])

    def estimated_document_count(self, **options):
        return len(self.docs)

    def distinct(self, key, filter=None, **options):
        made = []
        for doc in self._found(filter):
            found = _at(doc, key)
            for v in found if isinstance(found, list) else [] if found is _MISSING else [found]:
                if v not in made:
                    made.append(v)
        return made

    def create_index(self, keys, unique=False, **options):
        rows = [(keys, 1)] if isinstance(keys, str) else list(keys)
        if unique:
            self.unique.append(tuple([k for k, d in rows]))
        return '_'.join([f'{k}_{d}' for k, d in rows])

    def drop(self, **options):
        self.docs = []


_COMMANDS = [n for n in _Documents.__dict__ if not n.startswith('_')]


class _Client:
    def __init__(self, host='localhost', port=27017, maxPoolSize=100, waitQueueTimeoutMS=None, **options):
        self._size = maxPoolSize or 1 << 60
        self._timeout = None if waitQueueTimeoutMS is None else waitQueueTimeoutMS / 1000
        self._places = None
        text = host if isinstance(host, str) else 'localhost'
        self._default = text.partition('://')[2].partition('/')[2].partition('?')[0] or None

    def _full(self):
        return WaitQueueTimeoutError('Timed out while checking out a connection from connection pool. '
                                     f'maxPoolSize: {self._size}, timeout: {self._timeout}')

    def _lost(self):
        return AutoReconnect('localhost:27017: connection closed')

    def get_database(self, name=None, **options):
        return self[name or self._default]

    def get_default_database(self, default=None, **options):
        return self[self._default or default]

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name):
        return self._database(self, name)


class _Blocking(_Closes, _Client):
    def _asked(self):
        if self._places is None:
            from threading import Semaphore
            self._places = Semaphore(self._size)
        if not self._places.acquire(timeout=self._timeout):
            raise self._full()
        try:
            if _service('mongo').block():
                raise self._lost()
        finally:
            self._places.release()

    def server_info(self):
        self._asked()
        return {'version': '8.0.0', 'ok': 1.0}

    def list_database_names(self):
        self._asked()
        return sorted({name.partition('.')[0] for name in _all})

    def start_session(self, **options):
        _refuse('MongoDB: sessions')


class _Awaited(_Client):
    async def _asked(self):
        import asyncio
        if self._places is None:
            self._places = asyncio.Semaphore(self._size)
        if self._places.locked() and self._timeout is not None:
            try:
                async with asyncio.timeout(self._timeout):
                    await self._places.acquire()
            except TimeoutError:
                raise self._full() from None
        else:
            await self._places.acquire()
        try:
            if await _service('mongo').wait():
                raise self._lost()
        finally:
            self._places.release()

    async def server_info(self):
        await self._asked()
        return {'version': '8.0.0', 'ok': 1.0}

    async def list_database_names(self):
        await self._asked()
        return sorted({name.partition('.')[0] for name in _all})

    def start_session(self, **options):
        _refuse('MongoDB: sessions')

    async def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass


class _Database:
    def __init__(self, client, name):
        self.client, self.name = client, name

    def get_collection(self, name, **options):
        return self[name]

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(f'Database has no attribute {name!r}. To access the {name} collection, use database[{name!r}].')
        return self[name]

    def __getitem__(self, name):
        return self._collection(self, name)

    def __eq__(self, other):
        return type(self) is type(other) and self.name == other.name

    def __bool__(self):
        raise NotImplementedError('Database objects do not implement truth value testing or bool(). Please compare with None instead: '
                                  'database is not None')


class _BlockingDatabase(_Database):
    def command(self, *args, **options):
        self.client._asked()
        return {'ok': 1.0}

    def list_collection_names(self, **options):
        self.client._asked()
        return [n.partition('.')[2] for n, c in _all.items() if n.startswith(self.name + '.') and c.docs]

    def drop_collection(self, name):
        self[name].drop()


class _AwaitedDatabase(_Database):
    async def command(self, *args, **options):
        await self.client._asked()
        return {'ok': 1.0}

    async def list_collection_names(self, **options):
        await self.client._asked()
        return [n.partition('.')[2] for n, c in _all.items() if n.startswith(self.name + '.') and c.docs]

    async def drop_collection(self, name):
        await self[name].drop()


class _Collection:
    def __init__(self, database, name):
        self.database, self.name = database, name
        self.full_name = f'{database.name}.{name}'
        self._documents = _all.setdefault(self.full_name, _Documents(self.full_name))

    def find(self, filter=None, projection=None, skip=0, limit=0, sort=None, **options):
        return self._cursor(self, lambda: self._documents._found(filter), projection, skip, limit, sort)

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return type(self)(self.database, f'{self.name}.{name}')

    __getitem__ = __getattr__

    def __call__(self, *args, **options):
        raise TypeError(f"'Collection' object is not callable. If you meant to call the '{self.name.rpartition('.')[2]}' method on a 'Collection' object "
                        'it is failing because no such method exists.')

    def __bool__(self):
        raise NotImplementedError('Collection objects do not implement truth value testing or bool(). Please compare with None instead: '
                                  'collection is not None')

    def bulk_write(self, *args, **options):
        _refuse('MongoDB: bulk_write')

    def watch(self, *args, **options):
        _refuse('MongoDB: watch')


class _Cursor:
    # Asks with its first document, and again with every further thousand.
    def __init__(self, collection, find, projection=None, skip=0, limit=0, sort=None):
        self._collection, self._find, self._projection = collection, find, projection
        self._skip, self._limit, self._sort = skip, limit, None
        self._rows, self._at = None, 0
        if sort:
            self.sort(sort)

    def sort(self, key_or_list, direction=None):
        if isinstance(key_or_list, str):
            self._sort = [(key_or_list, direction or 1)]
        else:
            self._sort = list(key_or_list.items() if isinstance(key_or_list, dict) else key_or_list)
        return self

    def limit(self, n):
        self._limit = n
        return self

    def skip(self, n):
        self._skip = n
        return self

    def batch_size(self, n):
        return self

    def _filled(self):
        rows = self._find()
        if self._sort:
            rows = _sorted(rows, self._sort)
        rows = rows[self._skip:]
        if self._limit:
            rows = rows[:abs(self._limit)]
        self._rows = [_projected(d, self._projection) for d in rows]

    def _due(self):
        return self._rows is None or self._at and self._at < len(self._rows) and (self._at == 101 or self._at > 101 and (self._at - 101) % 1000 == 0)

    def _next(self):
        row = self._rows[self._at]
        self._at += 1
        return row

    def rewind(self):
        self._rows, self._at = None, 0
        return self


class _BlockingCursor(_Closes, _Cursor):
    def __iter__(self):
        return self

    def __next__(self):
        if self._due():
            self._collection.database.client._asked()
            if self._rows is None:
                self._filled()
        if self._at >= len(self._rows):
            raise StopIteration
        return self._next()

    next = __next__

    def to_list(self, length=None):
        made = []
        for row in self:
            made.append(row)
            if length is not None and len(made) >= length:
                break
        return made


class _AwaitedCursor(_Cursor):
    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._due():
            await self._collection.database.client._asked()
            if self._rows is None:
                self._filled()
        if self._at >= len(self._rows):
            raise StopAsyncIteration
        return self._next()

    async def next(self):
        return await self.__anext__()

    async def to_list(self, length=None):
        made = []
        if length == 0:
            return made
        async for row in self:
            made.append(row)
            if length is not None and len(made) >= length:
                break
        return made

    async def close(self):
        pass


class _BlockingCollection(_Collection):
    _cursor = _BlockingCursor

    def aggregate(self, pipeline, **options):
        return _BlockingCursor(self, lambda: _piped(self._documents.docs, pipeline))


class _MotorCollection(_Collection):
    _cursor = _AwaitedCursor

    def aggregate(self, pipeline, **options):
        return _AwaitedCursor(self, lambda: _piped(self._documents.docs, pipeline))


class _AwaitedCollection(_Collection):
    _cursor = _AwaitedCursor

    async def aggregate(self, pipeline, **options):
        return _AwaitedCursor(self, lambda: _piped(self._documents.docs, pipeline))


def _blocking(name):
    def command(self, *args, **options):
        self.database.client._asked()
        return getattr(self._documents, name)(*args, **options)
    return command


def _awaited(name):
    async def command(self, *args, **options):
        await self.database.client._asked()
        return getattr(self._documents, name)(*args, **options)
    return command


for _name in _COMMANDS:
    for _cls, _make in ((_BlockingCollection, _blocking), (_MotorCollection, _awaited), (_AwaitedCollection, _awaited)):
        _command = _make(_name)
        _command.__name__ = _name
        setattr(_cls, _name, _command)


class MongoClient(_Blocking):
    def _database(self, client, name):
        made = _BlockingDatabase(client, name)
        made._collection = _BlockingCollection
        return made


class AsyncMongoClient(_Awaited):
    def _database(self, client, name):
        made = _AwaitedDatabase(client, name)
        made._collection = _AwaitedCollection
        return made


class AsyncIOMotorClient(_Awaited):
    def _database(self, client, name):
        made = _AwaitedDatabase(client, name)
        made._collection = _MotorCollection
        return made

    def close(self):
        pass


class ReturnDocument:
    BEFORE, AFTER = False, True
