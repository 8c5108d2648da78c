import ctypes, shlex
L=ctypes.CDLL("libmecab.so.2")
class Node(ctypes.Structure): pass
Node._fields_=[("prev",ctypes.POINTER(Node)),("next",ctypes.POINTER(Node)),("enext",ctypes.c_void_p),("bnext",ctypes.c_void_p),("rpath",ctypes.c_void_p),("lpath",ctypes.c_void_p),("surface",ctypes.c_void_p),("feature",ctypes.c_char_p),("id",ctypes.c_uint),("length",ctypes.c_ushort),("rlength",ctypes.c_ushort),("rcAttr",ctypes.c_ushort),("lcAttr",ctypes.c_ushort),("posid",ctypes.c_ushort),("char_type",ctypes.c_ubyte),("stat",ctypes.c_ubyte),("isbest",ctypes.c_ubyte),("alpha",ctypes.c_float),("beta",ctypes.c_float),("prob",ctypes.c_float),("wcost",ctypes.c_short),("cost",ctypes.c_long)]
L.mecab_new.restype=ctypes.c_void_p
L.mecab_new.argtypes=[ctypes.c_int,ctypes.POINTER(ctypes.c_char_p)]
L.mecab_sparse_tonode.restype=ctypes.POINTER(Node)
L.mecab_sparse_tonode.argtypes=[ctypes.c_void_p,ctypes.c_char_p]
class W:
    def __init__(s,surface,feature,stat): s.surface=surface; s.feature_raw=feature; s.stat=stat
class GenericTagger:
    def __init__(self,opt=""):
        args=["mecab"]+shlex.split(opt)
        arr=(ctypes.c_char_p*len(args))(*[a.encode() for a in args])
        self.t=L.mecab_new(len(args),arr)
        if not self.t: raise RuntimeError("mecab_new failed "+opt)
    def __call__(self,text):
        b=text.encode("utf-8")
        buf=ctypes.create_string_buffer(b)
        n=L.mecab_sparse_tonode(self.t,ctypes.cast(buf,ctypes.c_char_p))
        out=[]
        while n:
            x=n.contents
            if x.stat not in (2,3):
                out.append(W(ctypes.string_at(x.surface,x.length).decode("utf-8"),x.feature.decode("utf-8","replace"),x.stat))
            n=x.next
        return out
