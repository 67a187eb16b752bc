"""Makes trigonometric.json: sin, cos, tanh and powers to some 32 digits, as two doubles.

Call: python3 tests/reference/trigonometric.py
"""
import json
import os
import random

from mpmath import cos, mp, mpf, pi, sin, tanh

mp.dps = 60
random.seed(4)
M = mpf
R = lambda lo, hi: random.uniform(lo, hi)
def sig(v, n=4): return float(f"{v:.{n}g}")
def dump(o):
    parts=[]
    for k,v in o.items():
        if isinstance(v,list): parts.append(json.dumps(k)+': [\n'+',\n'.join('  '+json.dumps(r) for r in v)+'\n]')
        else: parts.append(json.dumps(k)+': '+json.dumps(v))
    return '{\n'+',\n'.join(parts)+'\n}\n'
def hl(v):
    h=float(v); return [h,float(v-M(h))]
T={}
xs=[R(-10,10) for _ in range(60)]+[R(-1000,1000) for _ in range(40)]+[R(-1e5,1e5) for _ in range(40)]+[R(-2e8,2e8) for _ in range(40)]
ks=[1,2,3,4,7,22,355,710,33102,66627,104348,208341,312689,80143857,133000000]
for k in ks: 
    h=float(M(k)*pi/2); xs+=[h,-h]; 
xs+=[float((M(k)+M(1)/2)*pi/2) for k in (0,1,2,3,1000,9999999)]
xs+=[1e-8,1e-300,0.5,1.0]
T['sin']=[[x,*hl(sin(M(x)))] for x in xs]
T['cos']=[[x,*hl(cos(M(x)))] for x in xs]
ts=[R(-1,1) for _ in range(60)]+[R(-25,25) for _ in range(60)]+[10**R(-10,0) for _ in range(30)]+[1e-300,1e3,-1e3,19.1,22.5]
T['tanh']=[[x,*hl(tanh(M(x)))] for x in ts]
pw=[]
for _ in range(60): pw.append((sig(10**R(-3,3)),sig(R(-20,20))))
for _ in range(40): pw.append((sig(R(-3,3)),float(random.randint(-64,64))))
pw+=[(-1.0001,101.0),(-1.0001,100.0),(-2.0,-65.0)]
T['power']=[[x,y,*hl(M(x)**M(y) if y!=int(y) else M(x)**int(y))] for x,y in pw]
out={'meta':{'call':'python3 tests/reference/trigonometric.py','source':'mpmath 1.3.0 at 60 digits','rows':'inputs (exact doubles), value rounded to double, and what rounding left'},**T}
open(os.path.join(os.path.dirname(__file__),'trigonometric.json'),'w').write(dump(out))
