import { useEffect, useState } from "react";
import { sendFile } from "./send-file.ts";

/** A file on its way to the server. */
export interface Upload {
  readonly id: `upl_${string}` | null;
  readonly sent: number;
  readonly error: unknown;
}

const nothing: Upload = { id: null, sent: 0, error: null };

/** Sends a file as soon as it is chosen, so that it is there when somebody has looked at its columns. */
export function useUpload(file: File | null): Upload {
  const [upload, setUpload] = useState(nothing);
  useEffect(() => {
    setUpload(nothing);
    if (file === null) return;
    const stopping = new AbortController();
    const tell = (next: (before: Upload) => Upload) => {
      if (!stopping.signal.aborted) setUpload(next);
    };
    sendFile(file, (sent) => tell((before) => ({ ...before, sent })), stopping.signal).then(
      (id) => tell((before) => ({ ...before, id })),
      (error: unknown) => tell((before) => ({ ...before, error })),
    );
    return () => stopping.abort();
  }, [file]);
  return upload;
}
