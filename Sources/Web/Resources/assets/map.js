// The map: Leaflet and its marker cluster from the system's packages, the town's own streets (or tiles the town has chosen) below,
// containers as marks of colour, shape and text, tours as lines. Resolves to null where the libraries are not installed.
import { band, bandShapes, base, el, format, t } from "./page.js";

const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
const bandOrder = ["none", "25", "50", "75", "100", "over"];

function loadScript(name) {
  return new Promise((resolve, reject) => {
    document.head.append(el("script", { src: new URL(name, import.meta.url).href, onload: resolve, onerror: reject }));
  });
}

let library;
/** Leaflet with the marker cluster, loaded once. */
function leaflet() {
  library ??= (async () => {
    await loadScript("./leaflet/leaflet.js");
    await loadScript("./leaflet/markercluster.js");
    return window.L;
  })();
  return library;
}

/**
 * Makes a map in an element. `options`: `bounds` [[south, west], [north, east]], `tiles` (address of tiles, optional).
 * The element says with `data-map="missing"` that there are no libraries.
 */
export async function createMap(element, { bounds, tiles } = {}) {
  if (element.dataset.map === "missing") return null;
  let L;
  try {
    L = await leaflet();
  } catch {
    element.replaceChildren(el("p", { class: "map-missing" }, t("shell.mapMissing")));
    return null;
  }
  const host = el("div");
  element.replaceChildren(host);
  const map = L.map(host, {
    preferCanvas: true, zoomControl: false, fadeAnimation: !isStill, zoomAnimation: !isStill, markerZoomAnimation: !isStill,
    inertia: !isStill, attributionControl: true, maxZoom: 19, minZoom: 5,
    // Drawn streets can be shown at any scale; pictures of a tile server only at whole ones.
    zoomSnap: tiles ? 1 : 0.25,
  });
  map.attributionControl.setPrefix(false);
  host.setAttribute("role", "region");
  host.setAttribute("aria-label", t("shell.mapLabel"));
  L.control.zoom({ position: "topright", zoomInTitle: t("shell.mapZoomIn"), zoomOutTitle: t("shell.mapZoomOut") }).addTo(map);
  if (bounds) map.fitBounds(bounds, { animate: false, padding: [20, 20] });
  if (tiles) L.tileLayer(tiles, { attribution: t("shell.mapCopyright"), maxZoom: 19 }).addTo(map);
  else streets(L).addTo(map);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(element);
  return new TownMap(L, map);
}

class TownMap {
  #markers = new Map();
  #group = null;
  #tours = null;
  #toursInView = null;
  #chosen = null;

  constructor(L, map) {
    this.L = L;
    this.map = map;
  }

  /** Shows containers: `{slot, latitude, longitude, level, is_due, name}`; `onChoose` gets the container of a mark. */
  setContainers(containers, onChoose) {
    const L = this.L;
    this.#group?.remove();
    this.#markers.clear();
    this.#group = L.markerClusterGroup({
      maxClusterRadius: (zoom) => (zoom > 15 ? 28 : 46), disableClusteringAtZoom: 18, chunkedLoading: true, chunkInterval: 40,
      animate: !isStill, showCoverageOnHover: false, spiderfyOnMaxZoom: true, removeOutsideVisibleBounds: true,
      iconCreateFunction: (cluster) => clusterIcon(L, cluster),
    });
    const markers = containers.map((container) => this.#marker(container, onChoose));
    this.#group.addLayers(markers);
    this.#group.addTo(this.map);
  }

  /** Changes the marks of some containers, after their levels have changed. */
  updateContainers(containers) {
    for (const container of containers) {
      const marker = this.#markers.get(container.slot);
      if (!marker) continue;
      marker.container = { ...marker.container, ...container };
      marker.setIcon(markerIcon(this.L, marker.container, this.#chosen === container.slot));
    }
  }

  /** Marks one container and brings it into view. */
  choose(slot) {
    const before = this.#markers.get(this.#chosen);
    this.#chosen = slot;
    if (before) before.setIcon(markerIcon(this.L, before.container, false));
    const marker = this.#markers.get(slot);
    if (!marker) return;
    this.#group.zoomToShowLayer(marker, () => marker.setIcon(markerIcon(this.L, marker.container, true)));
  }

  /**
   * Draws tours: `{id, colour, path: [[lat, lon], …], stops: [{latitude, longitude, label, title, kind}]}`. `onChoose(tour, stop)`.
   */
  setTours(tours, onChoose) {
    const L = this.L;
    this.#tours?.remove();
    this.#tours = L.featureGroup();
    this.#toursInView = L.latLngBounds([]);
    for (const tour of tours) {
      const line = L.polyline(tour.path, { color: tour.colour, weight: 4, opacity: tour.isFaded ? 0.25 : 0.85 });
      line.on("click", () => onChoose?.(tour.id, null));
      this.#tours.addLayer(line);
      if (tour.isFaded) continue;
      this.#toursInView.extend(line.getBounds());
      for (const stop of tour.stops) {
        const marker = L.marker([stop.latitude, stop.longitude], {
          icon: stopIcon(L, stop, tour.colour), title: stop.title, alt: stop.title, keyboard: false, riseOnHover: true,
        });
        marker.on("click", () => onChoose?.(tour.id, stop.number));
        this.#tours.addLayer(marker);
      }
    }
    this.#tours.addTo(this.map);
  }

  /** Brings into view what is not faded: the chosen tour, else all. */
  fitTours() {
    const bounds = this.#toursInView;
    if (bounds?.isValid()) this.map.fitBounds(bounds, { padding: [24, 24], animate: !isStill });
  }

  panTo(latitude, longitude) {
    this.map.setView([latitude, longitude], Math.max(this.map.getZoom(), 15), { animate: !isStill });
  }

  #marker(container, onChoose) {
    const title = `${container.name ?? container.slot}: ${container.level == null ? t("shell.noData") : format.percent(container.level)}`;
    const marker = this.L.marker([container.latitude, container.longitude], {
      icon: markerIcon(this.L, container, false), title, alt: title, riseOnHover: true,
    });
    marker.container = container;
    marker.on("click keypress", (event) => {
      if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
      onChoose?.(marker.container);
    });
    this.#markers.set(container.slot, marker);
    return marker;
  }
}

const icons = new Map();
function markerIcon(L, container, isChosen) {
  const key = band(container.level);
  const text = container.level == null ? "–" : Math.round(container.level * 100);
  const name = `${key} ${text} ${container.is_due} ${isChosen}`;
  if (!icons.has(name)) {
    const flags = `${container.is_due ? " is-due" : ""}${isChosen ? " is-chosen" : ""}`;
    icons.set(name, L.divIcon({
      className: `marker band-${key}${flags}`, iconSize: [24, 24],
      html: `<svg viewBox="0 0 20 20" width="24" height="24"><path class="shape" fill-rule="evenodd" d="${bandShapes[key === "none" ? "50" : key]}"/><text x="10" y="10.5">${text}</text></svg>`,
    }));
  }
  return icons.get(name);
}

function clusterIcon(L, cluster) {
  let worst = 0;
  for (const marker of cluster.getAllChildMarkers()) worst = Math.max(worst, bandOrder.indexOf(band(marker.container.level)));
  const count = cluster.getChildCount();
  const size = count < 10 ? 30 : count < 100 ? 36 : 44;
  return L.divIcon({ className: `cluster band-${bandOrder[worst]}`, iconSize: [size, size], html: `<span>${count}</span>` });
}

function stopIcon(L, stop, colour) {
  const shape = stop.kind === "site"
    ? '<circle cx="11" cy="11" r="10" class="stop-shape"/>' : '<path d="M1 1h20v20h-20z" class="stop-shape"/>';
  const icon = L.divIcon({
    className: `stop-mark${stop.isChosen ? " is-chosen" : ""}`, iconSize: [22, 22],
    html: `<svg viewBox="0 0 22 22" width="22" height="22">${shape}<text x="11" y="11.5"></text></svg>`,
  });
  const create = icon.createIcon.bind(icon);
  icon.createIcon = (old) => {
    const node = create(old);
    node.querySelector("text").textContent = stop.label;
    node.style.color = colour;
    return node;
  };
  return icon;
}

// Streets -------------------------------------------------------------------------------------------------------------------------

const tiles = new Map();
let hasStreets = true;

/** The lines of one tile, fetched once. */
function tileLines(z, x, y) {
  const key = `${z}/${x}/${y}`;
  if (!tiles.has(key)) {
    if (tiles.size > 400) tiles.delete(tiles.keys().next().value);
    tiles.set(key, fetch(`${base}/api/v1/roads/tile/${key}`).then(async (response) => {
      if (response.status === 404) hasStreets = false;
      return response.ok ? (await response.json()).features ?? [] : [];
    }).catch(() => []));
  }
  return tiles.get(key);
}

const widths = { motorway: 4, trunk: 3.5, primary: 3, secondary: 2.5, tertiary: 2 };

/** A layer that draws streets on canvas, tile by tile; nothing where no road network is stored. */
function streets(L) {
  const Layer = L.GridLayer.extend({
    createTile(coordinates, done) {
      const size = this.getTileSize();
      const ratio = Math.min(2, devicePixelRatio || 1);
      const canvas = document.createElement("canvas");
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      if (!hasStreets) {
        setTimeout(() => done(null, canvas));
        return canvas;
      }
      tileLines(coordinates.z, coordinates.x, coordinates.y).then((lines) => {
        this._draw(canvas, lines, coordinates, ratio);
        done(null, canvas);
      });
      return canvas;
    },
    _draw(canvas, lines, coordinates, ratio) {
      const context = canvas.getContext("2d");
      const style = getComputedStyle(document.documentElement);
      context.scale(ratio, ratio);
      context.strokeStyle = style.getPropertyValue("--line-strong");
      context.lineCap = "round";
      context.globalAlpha = 0.55;
      const origin = coordinates.scaleBy(this.getTileSize());
      for (const line of lines) {
        const kind = line.properties?.kind ?? "";
        context.lineWidth = Math.max(0.6, (widths[kind] ?? 1.2) * (coordinates.z >= 15 ? 1.3 : coordinates.z >= 13 ? 0.8 : 0.5));
        context.beginPath();
        const parts = line.geometry.type === "MultiLineString" ? line.geometry.coordinates : [line.geometry.coordinates];
        for (const part of parts) {
          for (const [index, [longitude, latitude]] of part.entries()) {
            const point = this._map.project([latitude, longitude], coordinates.z).subtract(origin);
            if (index === 0) context.moveTo(point.x, point.y);
            else context.lineTo(point.x, point.y);
          }
        }
        context.stroke();
      }
    },
  });
  return new Layer({ attribution: t("shell.mapCopyright"), maxZoom: 19, updateWhenIdle: true, keepBuffer: 3 });
}
