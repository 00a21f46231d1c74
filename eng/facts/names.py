#!/usr/bin/env python3
"""Makes data/names/*.tsv.gz: one line `code<TAB>name` per code, sorted.

    python3 eng/facts/names.py ../shared/data

Needs data/interactions/ingredients.csv (cafemed knowledge build), data/names/atc-groups.txt and data/maps/ingredients.csv (by hand).
Not needed to build or to test.
"""
import collections, csv, gzip, io, re, sys
from pathlib import Path

SOURCE = Path(sys.argv[1])
ROOT = Path(__file__).resolve().parents[2] / "data"
WHOLE = re.compile(r"^[A-Z]\d\d[A-Z][A-Z]\d\d$")

# Where the sources have only a brand, a salt, a French spelling or a synonym.
GIVEN = {
    "A10AB01": "insulin human", "A10AB04": "insulin lispro", "A10AB05": "insulin aspart", "A10AB06": "insulin glulisine",
    "A10AC01": "insulin human, intermediate-acting", "A10AE01": "insulin human, long-acting", "A10AE04": "insulin glargine",
    "A10AE05": "insulin detemir", "A10AE06": "insulin degludec", "A12BA01": "potassium chloride", "A12BA02": "potassium citrate", "B05XA01": "potassium chloride, intravenous",
    "B05XA06": "potassium phosphate, intravenous", "B05XA04": "potassium acetate", "B01AB01": "heparin", "B01AC06": "acetylsalicylic acid",
    "B02BA01": "phytomenadione (vitamin K)", "B05AA01": "albumin", "B05BA02": "fat emulsions", "B05BA03": "glucose (dextrose), intravenous", "B05BB01": "electrolytes (lactated Ringer's)",
    "B05CX01": "glucose (dextrose), irrigation", "C01CA03": "norepinephrine", "C01CA24": "epinephrine", "C01DA02": "nitroglycerin", "C03CA04": "torasemide",
    "A06AB06": "senna glycosides", "A06AD15": "macrogol (polyethylene glycol)", "A02AA02": "magnesium oxide", "A12AA04": "calcium carbonate", "A12AA03": "calcium gluconate",
    "A12AA07": "calcium chloride", "A12AA20": "calcium, combinations", "A12AA01": "calcium phosphate", "A12CC02": "magnesium sulfate", "B03AA07": "ferrous sulfate", "B03AA03": "ferrous gluconate",
    "J01EE01": "sulfamethoxazole and trimethoprim", "J01CR01": "ampicillin and sulbactam", "J01CR02": "amoxicillin and clavulanic acid",
    "J01CR05": "piperacillin and tazobactam", "J01CR03": "ticarcillin and clavulanic acid", "J01DH51": "imipenem and cilastatin", "N04BA02": "levodopa and carbidopa", "N02BE01": "acetaminophen (paracetamol)",
    "H03AA01": "levothyroxine", "V03AE01": "polystyrene sulfonate", "N01BB02": "lidocaine", "R03AC02": "salbutamol (albuterol)", "J05AR07": "stavudine, lamivudine and nevirapine",
    "G03CA57": "conjugated estrogens", "M01AE02": "naproxen", "M01AE01": "ibuprofen", "J07BB02": "influenza vaccine", "N03AG01": "valproic acid",
    "N06AX25": "St John's wort", "A07BA01": "medicinal charcoal", "N05AN01": "lithium",
    "A04AA02": "granisetron", "A06AA02": "docusate", "A10BJ01": "exenatide", "A11CC05": "colecalciferol (vitamin D3)", "A12CA01": "sodium chloride, oral",
    "A10BK01": "dapagliflozin", "A10BK03": "empagliflozin", "B01AE07": "dabigatran etexilate", "B02AA02": "tranexamic acid", "C01CA26": "ephedrine",
    "C09DX04": "sacubitril and valsartan", "J07AL01": "pneumococcal vaccine", "L04AD01": "ciclosporin", "M03AC09": "rocuronium", "R03AK06": "salmeterol and fluticasone",
    "B03AC06": "iron dextran", "B03AC02": "iron sucrose", "J04AB02": "rifampicin", "J04AM01": "streptomycin and isoniazid", "J04AM02": "rifampicin and isoniazid",
    "J04AM05": "rifampicin, pyrazinamide and isoniazid", "J04AM06": "rifampicin, pyrazinamide, ethambutol and isoniazid",
    "J02AB02": "ketoconazole", "A06AA01": "mineral oil (paraffin, liquid)",
    "R03AK07": "formoterol and budesonide",
    "A02AB01": "aluminium hydroxide", "A02AC01": "calcium carbonate (antacid)", "N02AB02": "meperidine (pethidine)",
}


def read(name, path=None):
    path = path or SOURCE / name
    with (gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")) as file:
        return list(csv.DictReader(file))


def write(system, names):
    text = "".join(f"{code}\t{' '.join(name.split())}\n" for code, name in sorted(names.items()) if name.strip())
    path = ROOT / "names" / f"{system}.tsv.gz"
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    print(system, len(names), "names", path.stat().st_size, "bytes")


def atc():
    names = dict(line.rstrip("\n").split(" ", 1) for line in open(ROOT / "names" / "atc-groups.txt", encoding="utf-8"))
    offers = collections.defaultdict(list)
    for row in read("drugmap/ingredient_to_atc.csv"):
        # A spelling that only a hospital's order strings have is no name of an ingredient.
        if not row["rxcui"] and row["in_who_index"] != "1":
            continue
        for code in row["atc5_all"].split("|"):
            # An ingredient's own code before its others; then what WHO lists, what RxNorm knows; then the plainest spelling.
            rank = (code != row["atc5_preferred"], row["in_who_index"] != "1", not row["rxcui"], len(row["ingredient"]))
            offers[code].append((rank, row["ingredient"]))
    for row in read("", ROOT / "interactions" / "ingredients.csv"):
        for name in row["names"].split("|"):
            if not name.startswith(("rxcui", "the french")):
                offers[row["code"]].append(((True, False, False, len(name)), name))
    for code, offered in offers.items():
        if WHOLE.match(code):
            names[code] = min(offered)[1]
    for row in sorted(read("", ROOT / "maps" / "ingredients.csv"), key=lambda row: (not row["ingredient"][0].isalpha(), len(row["ingredient"]))):
        names.setdefault(row["code"], row["ingredient"])
    names.update(GIVEN)
    write("Atc", names)


def icd(system, file, version):
    names = {r["icd_code"].strip(): r["long_title"] for r in read(f"mimic-iv-demo-2.2/hosp/{file}.csv.gz") if r["icd_version"] == version}
    if system == "Icd10Cm":
        names.update({r["code"].strip(): r["long"] for r in read("icd/icd10cm-order-Jan-2021.csv.gz")})
    write(system, names)


atc()
icd("Icd10Cm", "d_icd_diagnoses", "10")
icd("Icd9Cm", "d_icd_diagnoses", "9")
icd("Icd10Pcs", "d_icd_procedures", "10")
icd("Icd9Proc", "d_icd_procedures", "9")
