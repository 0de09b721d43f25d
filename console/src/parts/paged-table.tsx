import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { askPages, type InputOf, type ItemOf, type OperationName } from "../api/operations.ts";
import { Loading } from "./empty.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ScrollArea } from "./scroll-area.tsx";

/** One column: its head, its share of the width, and what it shows of a row. */
export interface Column<Row> {
  readonly head: string;
  /** Said to screen readers only: the column needs no heading to be understood. */
  readonly hidesHead?: boolean;
  readonly width?: string;
  readonly isRight?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface PagedTableProps<Name extends OperationName> {
  readonly label: string;
  readonly operation: Name;
  readonly input: InputOf<Name>;
  /** The field by which this operation takes its cursor. */
  readonly cursor?: "after" | "cursor";
  /** Read again every so many milliseconds. */
  readonly refreshMs?: number;
  readonly columns: readonly Column<ItemOf<Name>>[];
  readonly rowKey: (row: ItemOf<Name>) => string;
  readonly isActive?: (row: ItemOf<Name>) => boolean;
  readonly empty: ReactNode;
  readonly rowHeight?: number;
  readonly minWidth?: string;
}

/** A list of any length: pages are read as they come near, and only the rows in sight are in the document. */
export function PagedTable<Name extends OperationName>(props: PagedTableProps<Name>): ReactNode {
  const { columns, rowHeight = 36, refreshMs = false } = props;
  const found = useInfiniteQuery({
    ...askPages(props.operation, props.input, props.cursor ?? "after"),
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
  });
  const pages = (found.data?.pages ?? []) as readonly { readonly items: readonly ItemOf<Name>[] }[];
  const rows = pages.flatMap((page) => page.items);
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, rows.length]);

  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Loading rows={10} />;
  if (rows.length === 0) return props.empty;
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <ScrollArea ref={scroller} label={`${props.label}, scrolls`} className="grow">
      <table
        aria-label={props.label}
        className={`w-full table-fixed border-separate border-spacing-0 ${props.minWidth ?? ""}`}
      >
        <Head columns={columns} />
        <tbody>
          <Spacer height={above} span={columns.length} />
          {shown.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <tr
                key={props.rowKey(row)}
                className={`relative hover:bg-sunken/60 ${props.isActive?.(row) === true ? "bg-sunken" : ""}`}
                style={{ height: rowHeight }}
              >
                {columns.map((column) => (
                  <td
                    key={column.head}
                    className={`overflow-clip text-ellipsis whitespace-nowrap border-b border-line px-3 first:pl-6 last:pr-6 ${column.isRight === true ? "text-right" : ""}`}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={below} span={columns.length} />
        </tbody>
      </table>
      <p className="px-6 py-3 text-sm text-ink-3">
        {isFetchingNextPage
          ? "Reading more…"
          : hasNextPage
            ? ""
            : `${rows.length.toLocaleString("en")} shown: that is all.`}
      </p>
    </ScrollArea>
  );
}

function Head<Row>(props: { readonly columns: readonly Column<Row>[] }): ReactNode {
  return (
    <thead>
      <tr>
        {props.columns.map((column) => (
          <th
            key={column.head}
            scope="col"
            style={column.width === undefined ? {} : { width: column.width }}
            className={`sticky top-0 z-10 h-8 border-b border-line bg-page px-3 text-sm font-medium whitespace-nowrap text-ink-3 first:pl-6 last:pr-6 ${column.isRight === true ? "text-right" : "text-left"}`}
          >
            {column.hidesHead === true ? <span className="sr-only">{column.head}</span> : column.head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Spacer(props: { readonly height: number; readonly span: number }): ReactNode {
  if (props.height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={props.span} style={{ height: props.height }} />
    </tr>
  );
}
