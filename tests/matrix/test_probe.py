from tests.matrix import registered as r
from tests.matrix.people import ROLES
from collections import Counter
import time
SUB=["mijn-aanvragen/<reference>","mijn-aanvragen/<reference>/bevestiging","mijn-aanvragen/<reference>/document","mijn-aanvragen/<reference>/bijlage/0","mijn-aanvragen/2026-0000-0000","taken/<reference>","taken/<reference>/bijlage/0","taken/2026-0000-0000"]
def test_probe(people):
    print("DEEP", sorted(r.deep_rows()))
    rows=sorted(r.own_rows())+[("desk",m,s) for s in SUB for m in ("GET","POST")]+[("site","GET","eloket-health/live"),("site","GET","eloket-health/ready"),("site","GET","eloket-health/nothing"),("site","GET","@eloket-cases/<reference>"),("site","PATCH","@users/lieve"),("site","DELETE","@users/nobody-such"),("case","POST","@workflow/deliver"),("store","GET",""),("store","GET","@search"),("store","GET","view"),("case","GET",""),("case","GET","view"),("case","GET","@workflow"),("case","POST","@copy")]
    out=open("/tmp/w/matrix_actual.csv","w")
    t=time.time()
    for o,m,n in rows:
        row=dict(object=o,method=m,road=n)
        if (o,n) in {("site","@users")} and m!="POST": pass
        vals=[]
        for role in ROLES:
            try: vals.append(people.status(row,role))
            except Exception as e: vals.append(type(e).__name__)
        vals.append(people.status(row,"owner",csrf=False) if m!="GET" else "-")
        print(",".join(map(str,[o,m,n]+vals)),file=out,flush=True)
    print("TIME",time.time()-t,len(rows))
    roads=[x for x in r.registered() if not r.is_ours(x.factory)]
    print(len(roads))
    for c in sorted(Counter(r.permission_of(x.factory) for x in roads).items()): print("PERM",*c)

    from zope.interface import providedBy
    objs=[people.desk, people.desk["uittreksel"], people.desk["uittreksel"][people.form_id()]]
    perms=set()
    for x in roads:
        for o in objs:
            cls = x.required
            try: ok = cls is None or cls in providedBy(o) or cls.__name__=="Interface"
            except Exception: ok=False
            if ok: perms.add(r.permission_of(x.factory))
    known={p for p in people.desk.possible_permissions()}
    f=open("/tmp/w/stock_actual.csv","w")
    for p in sorted(perms):
        roles = [x["name"] for x in people.desk.rolesOfPermission(p) if x["selected"]] if p in known else ["?"]
        from AccessControl.rolemanager import rolesForPermissionOn
        eff = sorted(rolesForPermissionOn(p, people.desk))
        print(p, "|".join(eff), sep=",", file=f)
    for n in ("",):
        for m in ("DELETE","PATCH"):
            a=people.caller("manager",True).request(m, people.places["form"], json={}); print(m,a.status_code,a.text[:300])
            a=people.caller("owner",True).request(m, people.places["form"], json={}); print(m,a.status_code,a.text[:300])
