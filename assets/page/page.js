// Sorting, clusters lit up wherever one is pointed at, and the place in the contents. The page
// reads without any of it.
(() => {
    "use strict";

    // What has no number comes last, whichever way.
    const orderOf = (row, column, numeric) => {
        const cell = row.cells[column];
        if (!cell) return null;
        if (!numeric) return cell.textContent.trim();
        return cell.dataset.order === undefined ? null : Number(cell.dataset.order);
    };
    const compare = (a, b) => {
        if (a === null || b === null) return (a === null) - (b === null);
        return typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true });
    };
    const sort = (table, heads, column) => {
        const before = heads[column].getAttribute("aria-sort");
        const next = before === "none" ? "ascending" : before === "ascending" ? "descending" : "none";
        heads.forEach((head) => head.setAttribute("aria-sort", "none"));
        heads[column].setAttribute("aria-sort", next);
        const body = table.tBodies[0];
        const numeric = heads[column].classList.contains("number");
        const rows = [...body.rows].sort((a, b) => a.dataset.place - b.dataset.place);
        if (next !== "none")
            rows.sort((a, b) => {
                const x = orderOf(a, column, numeric), y = orderOf(b, column, numeric);
                const by = compare(x, y);
                return next === "descending" && x !== null && y !== null ? -by : by;
            });
        body.append(...rows);
    };
    for (const table of document.querySelectorAll("table")) {
        if (!table.tHead || table.tBodies[0].rows.length < 2) continue;
        [...table.tBodies[0].rows].forEach((row, place) => { row.dataset.place = place; });
        const heads = [...table.tHead.rows[0].cells];
        heads.forEach((head, column) => {
            const button = document.createElement("button");
            button.type = "button";
            button.append(...head.childNodes);
            button.addEventListener("click", () => sort(table, heads, column));
            head.append(button);
            head.setAttribute("aria-sort", "none");
        });
    }

    const ofClusters = document.querySelectorAll("[data-cluster]");
    let lit = null;
    const light = (cluster) => {
        if (cluster === lit) return;
        lit = cluster;
        document.body.classList.toggle("pointed", lit !== null);
        for (const element of ofClusters)
            element.classList.toggle("lit", element.dataset.cluster === lit);
    };
    const clusterAt = (target) => {
        const found = target instanceof Element ? target.closest("[data-cluster]") : null;
        return found ? found.dataset.cluster : null;
    };
    document.addEventListener("pointerover", (event) => light(clusterAt(event.target)));
    document.documentElement.addEventListener("pointerleave", () => light(null));
    document.addEventListener("focusin", (event) => light(clusterAt(event.target)));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") light(null); });

    const links = new Map();
    for (const link of document.querySelectorAll("nav > ol > li > a"))
        links.set(link.getAttribute("href").slice(1), link);
    if ("IntersectionObserver" in window) {
        const seen = new Set();
        const observer = new IntersectionObserver((changes) => {
            for (const change of changes)
                change.isIntersecting ? seen.add(change.target.id) : seen.delete(change.target.id);
            const first = [...links.keys()].find((id) => seen.has(id));
            links.forEach((link, id) =>
                id === first ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
        }, { rootMargin: "-10% 0px -60% 0px" });
        for (const id of links.keys()) observer.observe(document.getElementById(id));
    }
})();
