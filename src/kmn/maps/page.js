"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const field = document.getElementById("search");
  const list = document.getElementById("options");
  const said = document.getElementById("said");
  const printing = document.getElementById("print");
  const sheets = data.areas.map((area) => document.getElementById(area.key));
  const layers = [];
  const most = 12;
  let found = [];
  let best = [];
  let chosen = -1;
  document.body.classList.add("ready");

  // Spelling does not matter: umlauts may be written out, hyphens and dots may be missing.
  function plain(text) {
    const letters = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
    return text.toLowerCase().replace(/[äöüß]/g, (letter) => letters[letter])
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, " ").trim();
  }
  const entries = data.entries.map((entry) => ({ text: entry[0], hint: entry[1], areas: entry[2], key: plain(entry[0]) }));

  function ranked(wanted) {
    const all = [];
    entries.forEach((entry, number) => {
      const at = (" " + entry.key).indexOf(" " + wanted);
      if (at >= 0) { all.push({ rank: entry.key === wanted ? 0 : at === 0 ? 1 : 2, number, entry }); }
    });
    return all.sort((one, other) => one.rank - other.rank || one.number - other.number);
  }

  // What the kind of a place is called may be short, or stand on the other side of its name.
  function search(text) {
    const code = text.match(/\d{5}/);
    const wanted = plain(code ? code[0] : text);
    const ways = [wanted, wanted.replace(/^(lk|kreis) /, "landkreis "), wanted.replace(/^[a-z]+ /, "")];
    const all = ways.filter(Boolean).map(ranked).find((each) => each.length) || [];
    best = all.filter((each) => each.rank === all[0].rank).map((each) => each.entry);
    return all.slice(0, most).map((each) => each.entry);
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function point(number) {
    chosen = number;
    list.querySelectorAll("[role=option]").forEach((item, each) => {
      item.setAttribute("aria-selected", String(each === number));
      if (each === number) {
        field.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function offer() {
    found = search(field.value);
    list.replaceChildren(...found.map((entry, number) => {
      const item = document.createElement("li");
      item.id = "option-" + number;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const hint = document.createElement("span");
      hint.textContent = " " + entry.hint;
      item.append(entry.text, hint);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(entry); });
      return item;
    }));
    said.textContent = field.value.trim() && !found.length ? words.nothing : "";
    if (found.length) {
      list.hidden = false;
      chosen = -1;
      field.setAttribute("aria-expanded", "true");
      field.removeAttribute("aria-activedescendant");
    } else {
      close();
    }
  }

  function take(entry) {
    field.value = entry.text;
    close();
    const name = entry.hint ? entry.text + " (" + entry.hint + ")" : entry.text;
    show(entry.areas, (entry.areas.length > 1 ? words.several : words.one).replace("{name}", name));
  }

  function show(areas, text) {
    sheets.forEach((sheet, number) => sheet.classList.toggle("shown", areas.includes(number)));
    layers.forEach((layer, number) => {
      const is_shown = areas.includes(number);
      layer.setStyle({ weight: is_shown ? 4 : 1, color: is_shown ? "#000000" : "#ffffff" });
      if (is_shown) { layer.bringToFront(); }
    });
    printing.hidden = !areas.length;
    said.textContent = text;
    if (areas.length === 1) { history.replaceState(null, "", "#" + data.areas[areas[0]].key); }
  }

  field.addEventListener("input", offer);
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) { offer(); }
      const last = found.length - 1;
      if (found.length) { point(event.key === "ArrowDown" ? (chosen < last ? chosen + 1 : 0) : (chosen > 0 ? chosen - 1 : last)); }
      event.preventDefault();
    } else if (event.key === "Enter") {
      const is_clear = best.every((entry) => String(entry.areas) === String(best[0].areas));
      if (!list.hidden && chosen >= 0) {
        take(found[chosen]);
      } else if (!list.hidden && is_clear) {
        take(best[0]);
      } else if (!list.hidden) {
        said.textContent = words.choose;  // read aloud; the list covers it, so that it is written there as well
        const note = document.createElement("li");
        note.className = "note";
        note.setAttribute("aria-hidden", "true");
        note.textContent = words.choose;
        list.querySelectorAll(".note").forEach((each) => each.remove());
        list.prepend(note);
      }
      event.preventDefault();
    } else if (event.key === "Escape") {
      close();
    }
  });
  printing.addEventListener("click", () => window.print());

  const map = L.map("map", { zoomSnap: 0.25, scrollWheelZoom: false, zoomControl: false, attributionControl: false });
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  const whole = L.featureGroup(data.areas.map((area) => L.geoJSON(area.geometry))).getBounds();
  function fit() {
    map.setMinZoom(0);
    map.fitBounds(whole);
    map.setMinZoom(map.getZoom() - 0.5);
  }
  fit();
  map.setMaxBounds(whole.pad(0.3));
  map.on("resize", fit);
  data.areas.forEach((area, number) => {
    const layer = L.geoJSON(area.geometry, {
      style: { fillColor: area.fill, fillOpacity: 1, color: "#ffffff", weight: 1 },
    }).addTo(map);
    layers.push(layer);
    layer.eachLayer((part) => {
      const path = part.getElement();
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", area.name + ": " + area.label);
      part.bindTooltip(area.name + ": " + area.label, { sticky: true });  // Leaflet opens it for the keyboard, too
      const pick = () => { field.value = area.name; show([number], words.one.replace("{name}", area.name)); };
      part.on("click", pick);
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { pick(); event.preventDefault(); }
      });
    });
  });

  function follow() {
    const key = decodeURIComponent(location.hash.slice(1));
    const number = data.areas.findIndex((area) => area.key === key);
    if (number >= 0) { show([number], words.one.replace("{name}", data.areas[number].name)); }
    return number >= 0;
  }
  window.addEventListener("hashchange", follow);
  if (!follow() && data.marked.length) { show(data.marked, ""); }
})();
