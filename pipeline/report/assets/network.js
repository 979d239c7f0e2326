// The network of actors named in one paragraph, and the table that stands for it.
const TYPES = ["PERSON", "ORG", "PLACE", "other_type"];
const typeOf = (type) => (TYPES.includes(type) ? type : "other_type");
const typeColour = (type) => style(["s1", "s2", "s0", "rest"][TYPES.indexOf(typeOf(type))]);
const togetherSql = (row) => `from marts.actor_pairs where actor_a = '${row.actor_a}' and actor_b = '${row.actor_b}';`;
const pairEntry = (row) => ({ at: row.at, caption: `${row.name_a} – ${row.name_b}: ${number(row.stories)} ${t("stories_short").toLowerCase()}`,
  sql: `select p.* from corpus.paragraphs as p where ${["actor_a", "actor_b"].map((side) =>
    `p.paragraph_id in (select paragraph_id from facts.mentions where actor_id = '${row[side]}')`).join(" and ")};`, count: row.articles });

// Places for `count` circles in a box: linked ones near each other, none on another (Fruchterman and Reingold, 1991), the
// same for the same input. A pull to the middle keeps parts that nothing links from drifting away.
function spread(count, links, width, height) {
  const ideal = 0.75 * Math.sqrt((width * height) / Math.max(count, 1));
  const at = Array.from({ length: count }, (_, i) => {
    // Sunflower seeds: the first, who are named most, begin in the middle.
    const far = Math.sqrt((i + 0.5) / count) / 2, turn = i * Math.PI * (3 - Math.sqrt(5));
    return [width * far * Math.cos(turn), height * far * Math.sin(turn)];
  });
  const rounds = 300;
  for (let round = 0; round < rounds; round++) {
    const push = at.map(([x, y]) => [-x * 0.9 * (height / width), -y * 0.9]);
    const move = (i, j, by) => {
      const dx = at[i][0] - at[j][0], dy = at[i][1] - at[j][1], far = Math.hypot(dx, dy) || 0.01;
      const force = by(far) / far;
      push[i][0] += dx * force; push[i][1] += dy * force;
      push[j][0] -= dx * force; push[j][1] -= dy * force;
    };
    for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) move(i, j, (far) => (ideal * ideal) / far);
    for (const [i, j, weight] of links) move(i, j, (far) => (-(0.3 + 0.7 * weight) * far * far) / ideal);
    const most = (width / 8) * (1 - round / rounds) + 0.5;
    at.forEach((place, i) => {
      const far = Math.hypot(...push[i]) || 1, step = Math.min(far, most) / far;
      place[0] += push[i][0] * step;
      place[1] += push[i][1] * step;
    });
  }
  // Stretched to fill the box, so that a circle stays a circle when the chart fits it in.
  return [0, 1].reduce((held, axis) => {
    const low = Math.min(...held.map((place) => place[axis])), high = Math.max(...held.map((place) => place[axis]));
    const size = axis ? height : width;
    return held.map((place) => place.map((value, i) => (i === axis ? (high > low ? ((value - low) / (high - low)) * size : size / 2) : value)));
  }, at);
}

function networkChart(pairs) {
  const actors = new Map();
  for (const row of pairs) {
    for (const side of ["a", "b"]) {
      actors.set(row[`actor_${side}`], { name: row[`name_${side}`], type: row[`type_${side}`], stories: row[`stories_${side}`] });
    }
  }
  const most = Math.max(...[...actors.values()].map((actor) => actor.stories));
  const strongest = Math.max(...pairs.map((row) => row.stories));
  const present = TYPES.filter((type) => [...actors.values()].some((actor) => typeOf(actor.type) === type));
  const ids = [...actors.keys()], links = pairs.map((row) => [ids.indexOf(row.actor_a), ids.indexOf(row.actor_b), row.stories / strongest]);
  const options = (element) => {
    const drawing = echarts.getInstanceByDom(element), room = drawing.getWidth() - 60;
    const places = spread(ids.length, links, room, drawing.getHeight() - 82);
    return {
    legend: legend({ data: present.map((type) => t(type)), icon: "circle", type: "plain", left: "center" }),
    tooltip: tooltip((hit) => hit.dataType === "edge"
      ? [`${pairs[hit.dataIndex].name_a} – ${pairs[hit.dataIndex].name_b}`, `${number(pairs[hit.dataIndex].stories)} ${t("stories_short").toLowerCase()}, ${number(pairs[hit.dataIndex].paragraphs)} ${t("paragraphs").toLowerCase()}`]
      : [actors.get(hit.data.id).name, `${t(`one_${typeOf(actors.get(hit.data.id).type)}`)} · ${number(actors.get(hit.data.id).stories)} ${t("stories_short").toLowerCase()}`]),
    series: [{ type: "graph", name: t("network"), layout: "none", left: 30, right: 30, top: 26, bottom: 56, preserveAspect: "contain",
      categories: present.map((type) => ({ name: t(type), itemStyle: { color: typeColour(type) } })),
      data: [...actors].map(([id, actor], i) => ({ id, x: places[i][0], y: places[i][1],
        label: { position: places[i][0] > 0.7 * room ? "left" : "right" }, name: plain(actor.name, narrow(element) ? 18 : 26), value: actor.stories, category: present.indexOf(typeOf(actor.type)),
        symbolSize: (narrow(element) ? 7 : 9) + (narrow(element) ? 20 : 32) * Math.sqrt(actor.stories / most) })),
      links: pairs.map((row) => ({ source: row.actor_a, target: row.actor_b, value: row.stories,
        lineStyle: { width: 0.8 + 4.2 * (row.stories / strongest) } })),
      label: { show: true, position: "right", color: style("ink"), fontSize: narrow(element) ? 10 : 12, textBorderColor: style("card"), textBorderWidth: 3 },
      labelLayout: { hideOverlap: true },
      lineStyle: { color: style("muted"), opacity: 0.35, curveness: 0.08 },
      itemStyle: { borderColor: style("card"), borderWidth: 1.5 },
      emphasis: { focus: "adjacency", lineStyle: { opacity: 0.85 } } }],
  };
  };
  return chart("chart-network", window.innerWidth < 720 ? 460 : 620, t("network"), options, (hit) => {
    if (hit.dataType === "edge") return showEvidence([pairEntry(pairs[hit.dataIndex])]);
    return showEvidence(pairs.filter((row) => [row.actor_a, row.actor_b].includes(hit.data.id)).slice(0, 12).map(pairEntry));
  });
}

function networkTable(pairs) {
  const columns = [[t("pair")], [t("stories_short"), "num"], [t("articles"), "num"], [t("paragraphs"), "num"], [t("last_seen")], [t("evidence")]];
  return alternative(table(columns, pairs.map((row) => [
    [said(row.name_a), " – ", said(row.name_b)], number(row.stories), number(row.articles), number(row.paragraphs), day(row.last_seen),
    evidenceLink(row.at, t("evidence"), pairEntry(row)),
  ]), { caption: t("network") }), "scroll");
}

function drawNetwork() {
  const place = body("network"), pairs = TABLES.pairs;
  if (!pairs.length) return place.append(nothing());
  const drawn = pairs.slice(0, window.innerWidth < 720 ? 30 : 80); // more would be a tangle on a phone
  place.append(lead(t("network_note", { n: number(drawn.length), total: number(DATA.totals.pairs) })),
    networkChart(drawn), h("p", { class: "status hint" }, t("network_hint")), networkTable(pairs));
}
