import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CaseStory } from "../parts/case-story.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { pageOfId } from "../parts/page-of.ts";

/** The case file of a contact, action, message or record: "why did we e-mail this person?". */
export function CasePage(): ReactNode {
  const id = useParams({ strict: false, select: (params) => params.id }) ?? "";
  const subject = id.startsWith("msg_") ? undefined : pageOfId(id);
  return (
    <>
      <PageHeader title="Case file" says={<IdChip id={id} whole />}>
        {subject === undefined ? null : (
          <Link to={subject} className="text-ink-2 hover:text-ink hover:underline">
            Open it
          </Link>
        )}
      </PageHeader>
      <div className="scroll-area min-h-0 grow p-6">
        <CaseStory subjectId={id} />
      </div>
    </>
  );
}
