import { BarChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { money } from "../money";
import { count } from "../words";

// The page's policy allows no styles in the markup, so charts are drawn on a canvas, and their hints, too. The numbers stand beside them.
use([SankeyChart, BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, CanvasRenderer]);

const palette = ["#2f7d4f", "#c98a1b", "#3d6fb0", "#a14a76", "#6b7f2a", "#8a5a3c", "#4a8f94", "#7057a5"];

function Chart({ option, label }: { option: EChartsCoreOption; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) {
      return;
    }

    const ink = getComputedStyle(place.current).color;
    const chart = init(place.current, null, { renderer: "canvas" });
    chart.setOption({
      color: palette,
      textStyle: { color: ink, fontFamily: "system-ui, sans-serif" },
      aria: { enabled: true },
      animation: false,
      ...option,
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div className="chart" ref={place} role="img" aria-label={label} />;
}

export interface Move {
  from: string;
  to: string;
  members: number;
}

/** From the tiers that members have to those that they would have. */
export function TierFlow({ moves, current, draft }: { moves: Move[]; current: Named[]; draft: Named[] }) {
  const ink = getComputedStyle(document.body).color;
  const from = (id: string) => `${nameOf(current, id)} now`;
  const to = (id: string) => `${nameOf(draft, id)} then`;
  const colours = new Map([...current, ...draft].map((level) => level.id).filter((id, i, all) => all.indexOf(id) === i).map((id, i) => [id, palette[i % palette.length]]));
  const option: EChartsCoreOption = {
    tooltip: {
      renderMode: "richText",
      formatter: (hit: { dataType: string; data: { source?: string; target?: string; value?: number }; name: string; value: number }) =>
        hit.dataType === "edge" ? `${hit.data.source} → ${hit.data.target}: ${count(hit.data.value ?? 0)}` : `${hit.name}: ${count(hit.value)}`,
    },
    series: [
      {
        type: "sankey",
        left: 8,
        right: 8,
        top: 16,
        bottom: 16,
        nodeGap: 14,
        layoutIterations: 0,
        draggable: false,
        label: { color: ink, textBorderColor: "transparent" },
        lineStyle: { color: "source", opacity: 0.35 },
        data: [
          ...current.filter((level) => moves.some((move) => move.from === level.id)).map((level) => ({ name: from(level.id), depth: 0, itemStyle: { color: colours.get(level.id) } })),
          ...draft
            .filter((level) => moves.some((move) => move.to === level.id))
            .map((level) => ({ name: to(level.id), depth: 1, itemStyle: { color: colours.get(level.id) }, label: { position: "left" } })),
        ],
        links: moves.map((move) => ({ source: from(move.from), target: to(move.to), value: move.members })),
      },
    ],
  };
  return <Chart option={useStable(option)} label={`A flow between tiers: ${moves.map((move) => `${count(move.members)} from ${nameOf(current, move.from)} to ${nameOf(draft, move.to)}`).join(", ")}.`} />;
}

/** What rewards cost in each month, by the program as published and by the draft. */
export function CostByMonth({ current, draft, currency }: { current: Record<string, number>; draft: Record<string, number>; currency: string }) {
  const ink = getComputedStyle(document.body).color;
  const months = [...new Set([...Object.keys(current), ...Object.keys(draft)])].sort();
  const option: EChartsCoreOption = {
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (value: number) => money(value, currency) },
    legend: { textStyle: { color: ink }, top: 8 },
    grid: { left: 8, right: 16, top: 44, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: months, axisLabel: { color: ink } },
    yAxis: { type: "value", axisLabel: { color: ink, formatter: (value: number) => money(value, currency) } },
    series: [
      { name: "As published", type: "bar", data: months.map((month) => current[month] ?? 0) },
      { name: "Draft", type: "bar", data: months.map((month) => draft[month] ?? 0) },
    ],
  };
  return <Chart option={useStable(option)} label="What the rewards cost by month; the numbers are in the table beside." />;
}

export interface Named {
  id: string;
  name: string;
}

export function nameOf(levels: Named[], id: string): string {
  return levels.find((level) => level.id === id)?.name ?? id;
}

/** The option of before where it says the same, so that a chart is not drawn anew for nothing. */
function useStable(option: EChartsCoreOption): EChartsCoreOption {
  const kept = useRef(option);
  if (JSON.stringify(kept.current) !== JSON.stringify(option)) {
    kept.current = option;
  }

  return kept.current;
}
