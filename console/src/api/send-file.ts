import { tellNow } from "./operations.ts";

/** Half of what the server takes as one part, so that a slow line shows its progress. */
const partBytes = 4 * 1024 * 1024;

/** Sends a file of any size in parts and answers with the id that imports it; `onSent` is told how many bytes are there. */
export async function sendFile(
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<`upl_${string}`> {
  const { id } = await tellNow("uploads.create", { filename: file.name });
  for (let offset = 0; offset < file.size; ) {
    signal.throwIfAborted();
    const content = await base64Of(file.slice(offset, offset + partBytes));
    const { received } = await tellNow("uploads.append", { uploadId: id, offset, content });
    offset = received;
    onSent(received);
  }
  return id;
}

/** Bytes as the server takes them: it finds out the encoding, which a browser would guess. */
export function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("the file cannot be read"));
    reader.onload = () => {
      const text = String(reader.result);
      resolve(text.slice(text.indexOf(",") + 1));
    };
    reader.readAsDataURL(bytes);
  });
}
