import type { ImportBench } from "./import.ts";

/** What an import came to, for a person. */
export function importTable(measured: ImportBench): string {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  const phases = Object.entries(measured.phases).map(([phase, ms]) => `${phase} ${seconds(ms)}`);
  const peaks = Object.entries(measured.phasePeaksMb).map(([phase, mb]) => `${phase} ${mb}`);
  const rows = [
    ["rows", measured.rows.toLocaleString("en")],
    ["import end to end", `${seconds(measured.importMs)}, ${measured.importRowsPerSecond.toLocaleString("en")} rows/s`],
    ["phases", phases.join(", ")],
    ["peak memory of the process", `${measured.peakRssMb} MB: ${peaks.join(", ")}`],
    ["resolving", `${seconds(measured.resolveMs)}; COPY of the same records and keys ${seconds(measured.copyMs)}`],
    ["normalising", `${seconds(measured.normaliseMs)} on ${measured.normaliseCores.toFixed(2)} cores`],
    ["the same file again", `${seconds(measured.reimportMs)}, ${measured.reimportWrites} rows written about people`],
  ];
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  return `${rows.map(([name = "", value = ""]) => `${name.padEnd(width)}  ${value}`).join("\n")}\n`;
}
