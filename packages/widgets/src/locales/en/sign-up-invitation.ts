import type { SignUpInvitationMessages } from "../ja/sign-up-invitation.ts";

export const en: SignUpInvitationMessages = {
  title: "Have your invitation sent again",
  intro: "Enter your own e-mail address as the company knows it. The invitation goes there.",
  email: "E-mail address",
  emailWrong: "Check the address. It looks like hanako@example.com",
  send: "Send my invitation",
  sending: "Sending",
  sent: "Received. If we can invite you, a mail is on its way. Open the link in it.",
  without: "Join without an invitation",
};
