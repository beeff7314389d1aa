"""The one table of what the page says, in its four languages. Reports are in English."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}


def _said(en: str, de: str, fr: str, es: str) -> Mapping[str, str]:
    return {"en": en, "de": de, "fr": fr, "es": es}


TEXTS: Mapping[str, Mapping[str, str]] = {
    "title": _said(
        "Check a structure record",
        "Einen Strukturdatensatz prüfen",
        "Vérifier une fiche de structure",
        "Comprobar un registro de estructura",
    ),
    "lead": _said(
        "Do SMILES, InChI, InChIKey, formula, masses, names and numbers of a compound agree? If not, which one "
        "is wrong?",
        "Stimmen SMILES, InChI, InChIKey, Formel, Massen, Namen und Nummern einer Verbindung überein? Falls nicht: "
        "Was ist falsch?",
        "SMILES, InChI, InChIKey, formule, masses, noms et numéros d’un composé concordent-ils ? Sinon, "
        "lequel est faux ?",
        "¿Concuerdan SMILES, InChI, InChIKey, fórmula, masas, nombres y números de un compuesto? Si no, "
        "¿cuál es el erróneo?",
    ),
    "skip": _said("Skip to the form", "Zum Formular springen", "Aller au formulaire", "Ir al formulario"),
    "language": _said("Language", "Sprache", "Langue", "Idioma"),
    "paste": _said(
        "Paste anything: an infobox, cells of a spreadsheet, SMILES with names, a paragraph of supporting information",
        "Beliebiges einfügen: Infobox, Tabellenzellen, SMILES mit Namen, einen Absatz aus Supporting Information",
        "Collez ce que vous voulez : infobox, cellules d’un tableur, SMILES avec noms, paragraphe d’informations "
        "supplémentaires",
        "Pegue lo que quiera: una ficha, celdas de una hoja de cálculo, SMILES con nombres, un párrafo de información "
        "complementaria",
    ),
    "verify": _said("Check", "Prüfen", "Vérifier", "Comprobar"),
    "clear": _said("Clear", "Leeren", "Effacer", "Borrar"),
    "file": _said("Choose a file", "Datei wählen", "Choisir un fichier", "Elegir un archivo"),
    "drop": _said(
        "or drop it here: tables, workbooks, SD files, articles, Word documents",
        "oder hier ablegen: Tabellen, Arbeitsmappen, SD-Dateien, Artikel, Word-Dokumente",
        "ou déposez-le ici : tableaux, classeurs, fichiers SD, articles, documents Word",
        "o suéltelo aquí: tablas, libros de cálculo, archivos SD, artículos, documentos de Word",
    ),
    "examples": _said("Examples", "Beispiele", "Exemples", "Ejemplos"),
    "fields": _said("Fill in the fields", "Felder ausfüllen", "Remplir les champs", "Rellenar los campos"),
    "fields_help": _said(
        "Only what the record states; two fields are enough.",
        "Nur, was der Datensatz angibt; zwei Felder genügen.",
        "Seulement ce que la fiche indique ; deux champs suffisent.",
        "Solo lo que indica el registro; bastan dos campos.",
    ),
    "compute": _said(
        "Compute from the structure",
        "Aus der Struktur berechnen",
        "Calculer à partir de la structure",
        "Calcular a partir de la estructura",
    ),
    "computed": _said("computed", "berechnet", "calculé", "calculado"),
    "draw": _said("Draw the structure", "Struktur zeichnen", "Dessiner la structure", "Dibujar la estructura"),
    "editor": _said("Structure editor", "Struktureditor", "Éditeur de structures", "Editor de estructuras"),
    "names": _said(
        "Read systematic names",
        "Systematische Namen lesen",
        "Lire les noms systématiques",
        "Leer los nombres sistemáticos",
    ),
    "pubchem": _said(
        "Ask PubChem, which sees the record",
        "PubChem fragen, das den Datensatz dann sieht",
        "Interroger PubChem, qui voit alors la fiche",
        "Preguntar a PubChem, que verá el registro",
    ),
    "working": _said("Checking …", "Wird geprüft …", "Vérification …", "Comprobando …"),
    "result": _said("Report", "Bericht", "Rapport", "Informe"),
    "result_english": _said(
        "Findings are in English.",
        "Die Befunde sind auf Englisch.",
        "Les constats sont en anglais.",
        "Los hallazgos están en inglés.",
    ),
    "verified": _said("verified", "bestätigt", "vérifié", "verificado"),
    "underspecified": _said("underspecified", "unvollständig", "incomplet", "incompleto"),
    "inconsistent": _said("inconsistent", "widersprüchlich", "incohérent", "incoherente"),
    "unverified": _said("unverified", "ungeprüft", "non vérifié", "sin verificar"),
    "copy_text": _said(
        "Copy the corrected text", "Korrigierten Text kopieren", "Copier le texte corrigé", "Copiar el texto corregido"
    ),
    "copy_wikitext": _said(
        "Copy corrections as wikitext",
        "Korrekturen als Wikitext kopieren",
        "Copier les corrections en wikitexte",
        "Copiar las correcciones como wikitexto",
    ),
    "copy_cells": _said("Copy as cells", "Als Zellen kopieren", "Copier en cellules", "Copiar como celdas"),
    "copy_link": _said("Copy a link", "Link kopieren", "Copier un lien", "Copiar un enlace"),
    "save": _said("Save the report", "Bericht speichern", "Enregistrer le rapport", "Guardar el informe"),
    "copied": _said("Copied", "Kopiert", "Copié", "Copiado"),
    "not_copied": _said(
        "The browser did not allow copying",
        "Der Browser ließ das Kopieren nicht zu",
        "Le navigateur a refusé la copie",
        "El navegador no permitió copiar",
    ),
    "too_long": _said(
        "This is too long for a link",
        "Das ist zu lang für einen Link",
        "C’est trop long pour un lien",
        "Es demasiado largo para un enlace",
    ),
    "too_large": _said(
        "This is more than the server takes: install the command",
        "Das ist mehr, als der Server annimmt: installieren Sie den Befehl",
        "C’est plus que le serveur n’accepte : installez la commande",
        "Es más de lo que acepta el servidor: instale el comando",
    ),
    "unreachable": _said(
        "The server does not answer",
        "Der Server antwortet nicht",
        "Le serveur ne répond pas",
        "El servidor no responde",
    ),
    "nothing": _said(
        "Paste something first", "Fügen Sie zuerst etwas ein", "Collez d’abord quelque chose", "Pegue algo primero"
    ),
    "privacy": _said(
        "Nothing is stored, and no cookie is set; a link holds the record itself, in the part that is never sent "
        "to the server.",
        "Nichts wird gespeichert, kein Cookie gesetzt; ein Link enthält den Datensatz selbst, in dem Teil, der nie an "
        "den Server geht.",
        "Rien n’est enregistré, aucun cookie n’est posé ; un lien contient la fiche elle-même, dans la partie qui "
        "n’est jamais envoyée au serveur.",
        "Nada se guarda y no se usan cookies; un enlace contiene el propio registro, en la parte que nunca se envía al "
        "servidor.",
    ),
    "api": _said(
        "For programs: POST /api/verify",
        "Für Programme: POST /api/verify",
        "Pour les programmes : POST /api/verify",
        "Para programas: POST /api/verify",
    ),
    "noscript": _said(
        "This page needs its own script, which is switched off here. Programs may use POST /api/verify.",
        "Diese Seite braucht ihr eigenes Skript, das hier abgeschaltet ist. Programme können POST /api/verify nutzen.",
        "Cette page a besoin de son propre script, désactivé ici. Les programmes peuvent utiliser POST /api/verify.",
        "Esta página necesita su propio script, que aquí está desactivado. Los programas pueden usar POST /api/verify.",
    ),
    "report_of": _said(
        "Report on the record", "Bericht über den Datensatz", "Rapport sur la fiche", "Informe sobre el registro"
    ),
}
"""Key to text by language."""
