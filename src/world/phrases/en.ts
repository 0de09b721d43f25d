import type { Phrases } from "./phrases.ts";

export const english: Phrases = {
  greetings: ["Hi {sender},", "Hello {sender},", "{sender},", ""],
  farewells: ["Best,\n{me}", "Thanks,\n{me}", "Cheers, {me}", "{me}\n{company}", ""],
  positive: [
    "Good timing, we were just talking about this in our pipeline review. Tell me more, and what does it cost for a team of fifteen?",
    "That does sound useful. Could you send over something I can show to my boss?",
    "Sure, happy to have a look. What days suit you next week?",
    "This is on our list for the quarter. Count me in for a short walkthrough.",
    "I'd like to hear how the others in our space use it. When can we talk?",
  ],
  meeting: [
    "Works for me. I have put {time} in the calendar, invitation attached.",
    "Let's do it: {time}. Sending you an invite with this mail.",
    "OK, I'm curious. Booked us half an hour on {time}.",
    "Yes please. {time} is the only gap I have, so I grabbed it, see the invite.",
  ],
  negative: [
    "Thanks, but we signed with another vendor in spring and we're staying with them.",
    "We looked into this kind of tool and decided to build it ourselves. I'll pass.",
    "Not something we have a need for. Good luck with it.",
    "No budget and no appetite for another tool here, sorry.",
    "I don't see the value for a team our size.",
  ],
  question: [
    "Does it talk to HubSpot both ways or is that only an import?",
    "Where is the data stored? Our security people will ask before anything else.",
    "How is this different from what our marketing suite already does?",
    "What would be the smallest plan, and is there a minimum term?",
  ],
  neutral: [
    "Received, I've forwarded it internally.",
    "Noted. Let me read through it.",
    "Hm, ok. Who are you again and how does {company} fit in?",
  ],
  notNow: [
    "We're in the middle of a migration. Ping me again after {date} and I'll have more headroom.",
    "Right topic, wrong quarter. Could we pick this up around {date}?",
    "Budgets open again on {date}; before that there is no point in talking.",
  ],
  referral: [
    "That would be {colleague}'s area, you can reach them at {email}.",
    "I've moved on to other things inside the company. {colleague} ({email}) decides about tools now.",
  ],
  wrongPerson: [
    "I think you have mixed me up with somebody, I have nothing to do with sales.",
    "You've got the wrong one, I look after payroll here.",
  ],
  decline: ["Can't make that slot, sorry.", "That time does not work for me."],
  unsubscribe: [
    "Take my address out of your mailings, please.",
    "Please stop writing to me.",
    "I have no wish to get mail like this. Remove my details.",
    "No more of these, thanks. Unsubscribe me.",
    "Kindly drop me from whatever list this came from.",
  ],
  ooo: {
    subjects: ["Out of office: {subject}", "Automatic reply: {subject}", "On leave until {date}"],
    texts: [
      "Thank you for your message. I'm away from my desk and will be back on {date}. Mail is not forwarded.",
      "I'm on annual leave with no access to mail. I return on {date}. If it can't wait, try {colleague} ({email}).",
      "Travelling this week with patchy connection. Expect an answer once I'm back on {date}.",
    ],
  },
  leftCompany: {
    subjects: ["Automatic reply: {subject}"],
    texts: [
      "{me} no longer works for {company}. For ongoing matters please turn to {colleague}, {email}.",
      "I have left {company}; this mailbox is not read any more. {colleague} ({email}) took over.",
    ],
  },
  autoAck: {
    subjects: ["We got your message: {subject}"],
    texts: [
      "Thanks for getting in touch with {company}. Your request has a ticket now and somebody will look at it shortly.",
    ],
  },
  wrote: "On {date}, {sender} wrote:",
  outlook: { from: "From", sent: "Sent", to: "To", subject: "Subject" },
  answerPrefix: "Re",
};
