import { useQuery } from "@tanstack/react-query";

/** An operation as the server's own description lists it. */
export interface ListedOperation {
  readonly name: string;
  readonly summary: string;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string; summary?: string }>>>>;
}

/** Every operation of this server, read once, when the palette is first opened. */
export function useListedOperations(): readonly ListedOperation[] {
  const found = useQuery({
    queryKey: ["openapi"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch("/openapi.json", { signal });
      return operationsOf((await response.json()) as OpenApi);
    },
  });
  return found.data ?? [];
}

function operationsOf(document: OpenApi): readonly ListedOperation[] {
  return Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId, summary }) =>
      operationId === undefined ? [] : [{ name: operationId, summary: summary ?? "" }],
    )
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
