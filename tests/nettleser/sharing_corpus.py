"""Three guidelines beside those of this repository: two that share points, and one that tries to take over the page."""

from pathlib import Path

from hostile_corpus import IMAGE, QUOTES, SCRIPT

_DEVIATIONS = """Avvik meldes til den parten som har ansvaret for oppgaven. Parten svarer innen to uker.

- Alvorlige avvik meldes samme dag.
- Partene går gjennom avvikene to ganger i året.
"""
_NOTICE = """Sykehuset melder pasienten til kommunen innen {hours} timer etter innleggelse. Meldingen inneholder

- pasientens status
- forventet dato for utskriving{more}
- hvilken hjelp pasienten trenger etterpå

| Melding | Hvem sender | Frist |
|---|---|---|
| Innleggelse | Sykehuset | {hours} timer |
| Svar | Kommunen | samme dag |
"""
_TEXTS = {
    "2": (
        "Utskriving fra sykehus",
        f"""## 1 Formål

Pasienten skal oppleve en trygg overgang fra sykehus til kommune.

## 2 Oppgaver

### 2.1 Melding om innleggelse

{_NOTICE.format(hours=24, more="")}

### 2.2 Utstyr

Kommunen skaffer utstyr før pasienten reiser hjem.

## 3 Avvik

{_DEVIATIONS}""",
    ),
    "3": (
        "Rehabilitering",
        f"""## 1 Avvik

{_DEVIATIONS}

## 2 Hvem dette gjelder

Den gjelder voksne som trenger opptrening etter slag, brudd eller lang sykdom.

## 3 Melding til kommunen

{_NOTICE.format(hours=48, more=" og plan for opptreningen")}""",
    ),
    "4": (
        f"Ond {QUOTES} {IMAGE}",
        f"""## 1 Melding {SCRIPT}

{_NOTICE.format(hours=48, more=f" {QUOTES}")}

## 2 Bare her {IMAGE}

| {SCRIPT} | {IMAGE} |
|---|---|
| {QUOTES} | {"Meldingen" * 30} |
""",
    ),
}


def write_sharing_corpus(root: Path) -> None:
    """Add the guidelines to a folder of agreements."""
    for number, (title, body) in _TEXTS.items():
        folder = root / "retningslinjer" / f"0{number}-delt"
        folder.mkdir(parents=True)
        quoted = title.replace("'", "''")
        (folder / "index.md").write_text(
            f"---\ntittel: '{quoted}'\ntype: retningslinje\nnummer: \"{number}\"\n---\n", "utf-8"
        )
        front = '---\nversjon: "1.0"\ngodkjent_av: ssu\ngodkjent: 2024-10-01\n---\n\n'
        (folder / "1.0.md").write_text(front + body, "utf-8")
