# Made samples.txt beside this file, once, with Python 3.11: python3 samples.py > samples.txt
# numpy and dill are not needed: the classes below write what theirs write.
import base64, io, pickle, struct, sys, types

def module(name, **members):
    m = types.ModuleType(name); sys.modules[name] = m
    for key, value in members.items():
        setattr(m, key, value)
        try: value.__module__, value.__qualname__ = name, key
        except (AttributeError, TypeError): pass
    return m

class ndarray:
    def __init__(self, shape, dtype, data, fortran=False): self.all = (shape, dtype, data, fortran)
    def __reduce_ex__(self, protocol):
        shape, dtype, data, fortran = self.all
        if protocol >= 5 and not isinstance(data, list): return _frombuffer, (pickle.PickleBuffer(data if isinstance(data, bytearray) else bytearray(data)), dtype, shape, 'F' if fortran else 'C')
        return _reconstruct, (ndarray, (0,), b'b'), (1, shape, dtype, fortran, data)
class dtype:
    def __init__(self, name, order='<'): self.name, self.order = name, order
    def __reduce__(self):
        return dtype, (self.name, False, True), (3, self.order, None, None, None, -1, -1, 0)
def _reconstruct(*a): raise Exception
def _frombuffer(*a): raise Exception
def scalar(*a): raise Exception
module('numpy', ndarray=ndarray, dtype=dtype)
module('numpy.core.multiarray', _reconstruct=_reconstruct, scalar=scalar)
module('numpy.core.numeric', _frombuffer=_frombuffer)
class number:
    def __init__(self, dtype, data): self.all = (dtype, data)
    def __reduce__(self): return scalar, self.all
class Voc: pass
module('util', Voc=Voc)

def value(protocol):
    voc = Voc(); voc.idx2word = {0: '4019', 1: '25000'}; voc.word2idx = {'4019': 0, '25000': 1}
    shared = [1, 2]
    return {
        'none': None, 'yes': True, 'no': False, 'small': 7, 'word': 70000, 'minus': -5, 'wide': -3000000000, 'long': 2**70, 'real': 1.5, 'nan': float('nan'), 'inf': float('-inf'),
        'text': "h\u00e9\u20ac\U0001F600 'quoted' \\ \n", 'bytes': b'\x00\xff', 'array of bytes': bytearray(b'ab'),
        'list': [], 'tuples': [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)], 'set': {3}, 'frozen': frozenset([4]), 'complex': 1+2j, 'shared': [shared, shared],
        'voc': voc,
        'floats': ndarray((2, 2), dtype('f8'), struct.pack('<4d', 1, 2, 3, 4)),
        'columns': ndarray((2, 3), dtype('f4'), struct.pack('<6f', 1, 2, 3, 4, 5, 6), True),
        'big': ndarray((3,), dtype('i2', '>'), struct.pack('>3h', 1, -2, 300)),
        'unsigned': ndarray((2,), dtype('u8'), struct.pack('<2Q', 5, 2**64 - 1)),
        'truths': ndarray((2,), dtype('b1', '|'), b'\x01\x00'),
        'half': ndarray((1,), dtype('f2'), struct.pack('<e', 0.5)),
        'waves': ndarray((1,), dtype('c16'), struct.pack('<2d', 1, -1)),
        'single': ndarray((), dtype('i8'), struct.pack('<q', 9)),
        'none of it': ndarray((0, 3), dtype('f8'), b''),
        'objects': ndarray((2,), dtype('O8', '|'), ['a', [1]]),
        'scalar': number(dtype('f8'), struct.pack('<d', 2.5)), 'count': number(dtype('i8'), struct.pack('<q', -9)),
    }

# What dill writes for a class Voc of __main__: the class itself, with its functions as code.
def _load_type(*a): raise Exception
def _create_type(*a): raise Exception
def _create_function(*a): raise Exception
def _create_code(*a): raise Exception
module('dill', ); module('dill._dill', _load_type=_load_type, _create_type=_create_type, _create_function=_create_function, _create_code=_create_code)
class Made:
    def __init__(self, *reduce): self.reduce = reduce
    def __reduce__(self): return self.reduce
class DillVoc:
    def __init__(self, kind, state): self.kind, self.state = kind, state
def dilled(protocol):
    out = io.BytesIO()
    class Pickler(pickle._Pickler):
        dispatch = dict(pickle._Pickler.dispatch)
        def save_instance(self, item):
            self.save(item.kind); self.save(())
            self.write(pickle.NEWOBJ); self.memoize(item); self.save(item.state); self.write(pickle.BUILD)
        dispatch[DillVoc] = save_instance
    code = Made(_create_code, (1, 0, 1, 2, 67, b'd\x01', (None,), ('word2idx',), ('self',), '/x.py', '__init__', 3, b'\x00', (), ()))
    function = Made(_create_function, (code, {'__name__': '__main__'}, '__init__', None, None), {'__doc__': None})
    kind = Made(_create_type, (Made(_load_type, ('type',)), 'Voc', (Made(_load_type, ('object',)),), {'__module__': '__main__', '__init__': function, '__doc__': None}))
    def voc(*words): return DillVoc(kind, {'idx2word': dict(enumerate(words)), 'word2idx': {w: i for i, w in enumerate(words)}})
    Pickler(out, protocol).dump({'diag_voc': voc('4019'), 'med_voc': voc('A01A'), 'pro_voc': voc('3893')})
    return out.getvalue()

for protocol in range(6):
    print(f'v{protocol}', base64.b64encode(pickle.dumps(value(protocol), protocol)).decode())
for protocol in (2, 3, 4):
    print(f'd{protocol}', base64.b64encode(dilled(protocol)).decode())
