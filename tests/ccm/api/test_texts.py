"""Translations, variables, samples and images through the API."""

from tests.ccm.api.office_api import Served

LETTER = "/v1/templates/order-letter"
BLOCK = "/v1/blocks/privacy-notice"


def test_a_text_is_translated_in_the_draft(server: Served) -> None:
    server.office.edit("fritz", "blocks/privacy-notice/block.yaml", "**Your data.**", "**Your personal data.**")
    dora = server.client_as("dora")
    shown = dora.get(f"{BLOCK}/translations").json()
    italian = next(one for one in shown["translations"] if one["locale"] == "it")
    assert (shown["name"], shown["language"], italian["fuzzy"]) == ("privacy-notice@2", "en-GB", 1)
    [fuzzy] = [one for one in italian["entries"] if one["state"] == "fuzzy"]
    assert "**Your data.**" in fuzzy["made_for"]
    path, words = f"{BLOCK}/draft/translations", {fuzzy["context"]: "**I suoi dati personali.**"}
    saved = dora.put(f"{path}/it", json={"entries": words}, headers={"If-Match": '"0"'})
    assert (saved.status_code, saved.headers["ETag"]) == (200, '"1"')
    draft = dora.get(f"{BLOCK}/translations?of=draft").json()["translations"]
    assert [(one["locale"], one["fuzzy"]) for one in draft] == [("de", 1), ("it", 0)]
    wrong = dora.put(f"{path}/fr", json={"entries": {}}, headers={"If-Match": '"1"'})
    assert (wrong.status_code, wrong.json()["detail"]) == (422, "there is no translation into 'fr'; there are de, it")
    updated = dora.post(f"{path}/update", headers={"If-Match": '"1"'})
    assert (updated.status_code, updated.headers["ETag"]) == (200, '"2"')
    assert "#, fuzzy" in dora.get(f"{BLOCK}/draft").json()["files"]["locales/de.po"]["text"]


def test_the_variables_of_a_template_have_names_and_values(server: Served) -> None:
    found = server.client_as("anna").get(f"{LETTER}/variables").json()
    variables = {one["path"]: one for one in found["variables"]}
    assert found["name"] == "order-letter@1"
    assert variables["customer.name"]["personal"] is True
    assert {one["type"] for one in found["variables"]} >= {"a text", "an amount of money", "a date"}
    assert all(one["name"] for one in found["variables"])


def test_a_sample_comes_as_it_went(server: Served) -> None:
    fritz = server.client_as("fritz")
    assert [one["name"] for one in fritz.get(f"{LETTER}/samples").json()["files"]] == ["first", "gift"]
    record = b'{"id": "R-2", "amount": 1.10000000000000000001}\n'
    headers = {"If-Match": '"0"', "Content-Type": "application/json"}
    assert fritz.put(f"{LETTER}/draft/samples/second", content=record, headers=headers).status_code == 200
    shown = fritz.get(f"{LETTER}/samples/second?of=draft")
    assert (shown.content, shown.headers["content-type"]) == (record, "application/json")
    assert fritz.get(f"{LETTER}/samples/second").status_code == 404
    bad = fritz.put(f"{LETTER}/draft/samples/third", content=b'{"a": 1, "a": 2}', headers={"If-Match": '"1"'})
    assert (bad.status_code, "twice" in bad.json()["detail"]) == (422, True)
    gone = fritz.delete(f"{LETTER}/draft/samples/second", headers={"If-Match": '"1"'})
    assert "samples/second.json" not in gone.json()["files"]


def test_an_image_is_served_and_does_nothing(server: Served) -> None:
    fritz = server.client_as("fritz")
    logos = fritz.get("/v1/brands/ginepro/assets").json()["files"]
    assert logos
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    path = f"{LETTER}/draft/assets/dot.svg"
    assert fritz.put(path, content=drawing, headers={"If-Match": '"0"'}).status_code == 200
    shown = fritz.get(f"{LETTER}/assets/dot.svg?of=draft")
    assert (shown.content, shown.headers["content-type"]) == (drawing, "image/svg+xml")
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert fritz.get(f"{LETTER}/assets/dot.svg").status_code == 404
    assert fritz.put(f"{LETTER}/draft/assets/a.html", content=b"x", headers={"If-Match": '"1"'}).status_code == 422
