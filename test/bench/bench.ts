import { benchAlerts } from "./alerts.ts";
import { benchApi } from "./api.ts";
import { benchFeeds } from "./feeds.ts";
import { benchFirstPosting } from "./first-posting.ts";
import { benchJobs } from "./jobs.ts";
import { benchLongList } from "./long-list.ts";
import { benchRegistry } from "./registry.ts";
import { benchSignUp } from "./sign-up-time.ts";

// Ratios of one run say something; absolute figures only how busy this machine is.
const asked = process.argv.slice(2);
if (asked.length === 0 || asked.includes("alerts")) await benchAlerts();
if (asked.length === 0 || asked.includes("api")) await benchApi();
if (asked.length === 0 || asked.includes("feeds")) benchFeeds();
if (asked.length === 0 || asked.includes("page")) await benchFirstPosting();
if (asked.length === 0 || asked.includes("jobs")) await benchJobs();
if (asked.length === 0 || asked.includes("long-list")) await benchLongList();
if (asked.length === 0 || asked.includes("registry")) await benchRegistry();
if (asked.length === 0 || asked.includes("sign-up")) await benchSignUp();
