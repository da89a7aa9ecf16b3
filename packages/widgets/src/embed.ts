// The order counts: data first, so that the first view is ready when its element is.
import "./boot.ts";
import "./job-board/job-board.define.ts";
import "./job-board/job.define.ts";
import "./sign-up/sign-up.define.ts";
import "./community-teaser/community-teaser.define.ts";
import "./account/account.define.ts";
