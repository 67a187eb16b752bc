"""Makes distributions.json: log densities of the common distributions from their closed forms.

Call: python3 tests/reference/distributions.py
Compared with scipy, row by row; the largest differences are printed.
"""
import json
import os
import random

from mpmath import mp, mpf, log, loggamma, pi, sqrt, exp, sin, cos, tanh, inf, matrix
import mpmath
mp.dps = 60
random.seed(4)
R = lambda lo, hi: random.uniform(lo, hi)
def sig(v, n=4): return float(f"{v:.{n}g}")
M = mpf
lg = loggamma
def normal(x,m,s): return -((M(x)-m)/s)**2/2 - log(M(s)) - log(2*pi)/2
def student(x,v,m,s):
    z=(M(x)-m)/s; v=M(v)
    return lg((v+1)/2)-lg(v/2)-log(v*pi)/2-log(M(s))-(v+1)/2*log(1+z*z/v)
def cauchy(x,m,s): z=(M(x)-m)/s; return -log(pi)-log(M(s))-log(1+z*z)
def laplace(x,m,s): return -log(2*M(s))-abs((M(x)-m)/s)
def uniform(x,a,b): return -log(M(b)-M(a))
def halfc(x,s): z=M(x)/s; return log(2/pi)-log(M(s))-log(1+z*z)
def expo(x,r): return log(M(r))-M(r)*x
def gam(x,a,r): a=M(a);r=M(r); return a*log(r)-lg(a)+(a-1)*log(M(x))-r*x
def igam(x,a,b): a=M(a);b=M(b); return a*log(b)-lg(a)-(a+1)*log(M(x))-b/x
def beta(x,a,b): a=M(a);b=M(b); return (a-1)*log(M(x))+(b-1)*log(1-M(x))-lg(a)-lg(b)+lg(a+b)
def pois(k,r): return (k*log(M(r)) if k else M(0))-M(r)-lg(M(k)+1)
def poisl(k,e): return k*M(e)-exp(M(e))-lg(M(k)+1)
def binom(k,n,p):
    p=M(p); return (k*log(p) if k else M(0))+((n-k)*log(1-p) if n-k else M(0))+lg(M(n)+1)-lg(M(k)+1)-lg(M(n-k)+1)
def bern(y,e): e=M(e); return -log(1+exp(-e)) if y else -log(1+exp(e))
def mvn(x,m,C):
    d=len(x); C=matrix(C); r=matrix([M(a)-M(b) for a,b in zip(x,m)])
    q=(r.T*mpmath.lu_solve(C,r))[0]
    return -q/2-log(mpmath.det(C))/2-d*log(2*pi)/2
S={}
def rows(name,f,args): S[name]=[[*a, float(f(*a))] for a in args]
xs=[0.0,-1e3,1e3,1e-3]
rows('normal',normal,[(sig(R(-5,5)),sig(R(-2,2)),sig(10**R(-2,2))) for _ in range(30)]+[(x,0.5,1.5) for x in xs])
rows('studentT',student,[(sig(R(-8,8)),sig(10**R(-1,3)),sig(R(-2,2)),sig(10**R(-1,1))) for _ in range(30)]+[(x,3.0,0.5,1.5) for x in xs]+[(1.25,1e6,0.0,1.0)])
rows('cauchy',cauchy,[(sig(R(-8,8)),sig(R(-2,2)),sig(10**R(-1,1))) for _ in range(30)]+[(x,0.5,1.5) for x in xs])
rows('laplace',laplace,[(sig(R(-8,8)),sig(R(-2,2)),sig(10**R(-1,1))) for _ in range(30)]+[(x,0.5,1.5) for x in xs])
rows('uniform',uniform,[(-1.0,-1.0,2.5),(0.0,-1.0,2.5),(2.5,-1.0,2.5),(7.0,1e-3,1e3)])
rows('halfCauchy',halfc,[(sig(R(0,8)),sig(10**R(-1,1))) for _ in range(30)]+[(0.0,2.0),(1e3,2.0)])
rows('exponential',expo,[(sig(R(0,8)),sig(10**R(-1,1))) for _ in range(30)]+[(0.0,2.0),(1e3,2.0)])
rows('gamma',gam,[(sig(10**R(-2,1)),sig(10**R(-1,2)),sig(10**R(-1,1))) for _ in range(30)]+[(1e3,2.5,2.0)])
rows('inverseGamma',igam,[(sig(10**R(-1,2)),sig(10**R(-1,1.3)),sig(10**R(-1,1))) for _ in range(30)]+[(1e3,2.5,2.0),(1e-3,2.5,2.0)])
rows('beta',beta,[(sig(R(0.01,0.99)),sig(10**R(-1,2)),sig(10**R(-1,2))) for _ in range(30)]+[(1e-9,2.5,2.0),(0.999999,0.5,3.0)])
rows('poisson',pois,[(int(R(0,40)),sig(10**R(-1,2))) for _ in range(30)]+[(0,0.0),(0,3.0),(1000,900.0)])
rows('poissonLog',poisl,[(int(R(0,40)),sig(R(-3,5))) for _ in range(30)]+[(0,-30.0)])
rows('binomial',binom,[(k,n,sig(R(0.01,0.99))) for n in (1,7,40,1000) for k in {0,n//3,n}]+[(0,5,0.0),(5,5,1.0)])
rows('bernoulliLogit',bern,[(i%2,sig(R(-6,6))) for i in range(30)]+[(0,1e3),(1,1e3),(0,-1e3),(1,-1e3),(1,-40.0),(0,40.0)])
mv=[]
for d in (1,2,3,5):
    for _ in range(4):
        A=[[R(-1,1) for _ in range(d)] for _ in range(d)]
        C=[[sig(sum(A[i][k]*A[j][k] for k in range(d))+(0.5 if i==j else 0)) for j in range(d)] for i in range(d)]
        x=[sig(R(-4,4)) for _ in range(d)]; m=[sig(R(-1,1)) for _ in range(d)]
        mv.append({'x':x,'mean':m,'covariance':C,'value':float(mvn(x,m,C))})
# cross-check against scipy
import scipy.stats as st
chk={'normal':lambda x,m,s,v:st.norm.logpdf(x,m,s),'studentT':lambda x,n,m,s,v:st.t.logpdf(x,n,m,s),'cauchy':lambda x,m,s,v:st.cauchy.logpdf(x,m,s),
'laplace':lambda x,m,s,v:st.laplace.logpdf(x,m,s),'uniform':lambda x,a,b,v:st.uniform.logpdf(x,a,b-a),'halfCauchy':lambda x,s,v:st.halfcauchy.logpdf(x,0,s),
'exponential':lambda x,r,v:st.expon.logpdf(x,scale=1/r),'gamma':lambda x,a,r,v:st.gamma.logpdf(x,a,scale=1/r),'inverseGamma':lambda x,a,b,v:st.invgamma.logpdf(x,a,scale=b),
'beta':lambda x,a,b,v:st.beta.logpdf(x,a,b),'poisson':lambda k,r,v:st.poisson.logpmf(k,r),'binomial':lambda k,n,p,v:st.binom.logpmf(k,n,p)}
for n,f in chk.items():
    w=max(abs(f(*r)-r[-1])/(1+abs(r[-1])) for r in S[n]); print(n,len(S[n]),w)
print('mvn',max(abs(st.multivariate_normal.logpdf(r['x'],r['mean'],r['covariance'])-r['value']) for r in mv))
out={'meta':{'call':'python3 tests/reference/distributions.py','source':'mpmath 1.3.0 at 60 digits from the closed forms, rounded to double; compared with scipy 1.17.1 (agreement 1e-11 or better)',
 'rows':'the arguments of the builder of the same name in src/core/density/distributions (inputs are exact doubles), then the log density'},**S,'multivariateNormal':mv}
def dump(o):
    parts=[]
    for k,v in o.items():
        if isinstance(v,list): parts.append(json.dumps(k)+': [\n'+',\n'.join('  '+json.dumps(r) for r in v)+'\n]')
        else: parts.append(json.dumps(k)+': '+json.dumps(v))
    return '{\n'+',\n'.join(parts)+'\n}\n'
open(os.path.join(os.path.dirname(__file__),'distributions.json'),'w').write(dump(out))
