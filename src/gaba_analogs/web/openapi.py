"""The OpenAPI document of the service."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from gaba_analogs.record.fields import TABLE
from gaba_analogs.web.settings import Settings

_ERRORS = {
    "403": "PubChem was to be asked, which the operator has not switched on.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is compressed, or of a type that is not read.",
    "422": "Nothing in it can be read as a record; the message says why.",
    "429": "Too many requests of one client; Retry-After says when to come back.",
    "503": "Too many requests altogether, or no answer in time.",
}


def openapi(settings: Settings) -> dict[str, Any]:
    """Give the document, with the limits in force.

    Examples
    --------
    >>> sorted(openapi(Settings())["paths"])
    ['/api/verify', '/schema.json']
    """
    record = {
        "type": "object",
        "description": "Canonical fields; keys may also be spelt like columns of a table (InChI Key, MolWt).",
        "properties": {
            field.name: {"type": ["string", "number", "null"], "description": field.kind.words}
            | ({"example": field.example} if field.example else {})
            for field in TABLE
        },
    }
    records = {
        "oneOf": [
            {"$ref": "#/components/schemas/Record"},
            {"type": "array", "items": {"$ref": "#/components/schemas/Record"}, "maxItems": settings.records},
            {
                "type": "object",
                "properties": {"records": {"type": "array", "items": {"$ref": "#/components/schemas/Record"}}},
                "required": ["records"],
            },
        ]
    }
    text = {"schema": {"type": "string"}}
    answer = {
        "description": "The report, as the published schema has it.",
        "content": {"application/json": {"schema": {"$ref": "schema.json"}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "verify-structure",
            "version": version("gaba_analogs"),
            "summary": "Checks that the fields of structure records agree, and says which one is wrong.",
            "description": f"At most {settings.largest:,} bytes and {settings.records:,} records in a request, "
            f"{settings.timeout:g} s for a record"
            + (f", {settings.rate} requests a minute." if settings.rate else ".")
            + " Nothing is stored.",
        },
        "paths": {
            "/api/verify": {
                "post": {
                    "operationId": "verify",
                    "summary": "Verify one or many records",
                    "parameters": [
                        _switch("names", "Whether systematic names are read.", default=settings.names),
                        _switch("pubchem", "Whether PubChem is asked, where the operator allows it.", default=False),
                        {
                            "name": "name",
                            "in": "query",
                            "description": "Name of the file in the body; its ending may say what it holds.",
                            "schema": {"type": "string"},
                        },
                    ],
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {"schema": records},
                            "text/plain": text,
                            "application/octet-stream": {},
                            "multipart/form-data": {
                                "schema": {
                                    "type": "object",
                                    "properties": {"file": {"type": "string", "format": "binary"}},
                                }
                            },
                        },
                    },
                    "responses": {
                        "200": answer,
                        **{status: _error(words) for status, words in _ERRORS.items()},
                    },
                }
            },
            "/schema.json": {
                "get": {
                    "operationId": "schema",
                    "summary": "The JSON Schema of the report",
                    "responses": {
                        "200": {"description": "JSON Schema 2020-12", "content": {"application/schema+json": {}}}
                    },
                }
            },
        },
        "components": {
            "schemas": {
                "Record": record,
                "Error": {
                    "type": "object",
                    "properties": {
                        "error": {
                            "type": "object",
                            "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
                            "required": ["status", "message"],
                        }
                    },
                    "required": ["error"],
                },
            }
        },
    }


def _switch(name: str, words: str, *, default: bool) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": words, "schema": {"type": "boolean", "default": default}}


def _error(words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
