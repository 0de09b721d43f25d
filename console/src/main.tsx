import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isWorthRetrying } from "./api/problems.ts";
import { ToastProvider } from "./parts/toasts.tsx";
import { createConsoleRouter } from "./router.tsx";
import "./style.css";

const queries = new QueryClient({
  defaultOptions: { queries: { retry: isWorthRetrying, staleTime: 2_000, refetchOnWindowFocus: true } },
});
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no element `root`");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ToastProvider>
        <RouterProvider router={createConsoleRouter()} />
      </ToastProvider>
    </QueryClientProvider>
  </StrictMode>,
);
