import type { EmploymentType, JobPosting, Salary } from "@okaeri/sdk/contract/jobs";
import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { JobPosting as JobPostingOrId, MonetaryAmount } from "schema-dts";
import { addressesOf } from "./address.rules.ts";

type JobPostingData = Exclude<JobPostingOrId, string>;

// Google takes these words and no others; 契約社員 and 業務委託 are both CONTRACTOR there.
const employmentTypes: Record<EmploymentType, string> = {
  full_time: "FULL_TIME",
  part_time: "PART_TIME",
  contract: "CONTRACTOR",
  temporary: "TEMPORARY",
  internship: "INTERN",
  freelance: "CONTRACTOR",
  side_job: "PART_TIME",
  other: "OTHER",
};

/** Whether search engines take it: they want a description, and a place with its country or work that is wholly remote. */
export const isForSearchEngines = (job: JobPosting): boolean =>
  job.descriptionHtml.trim() !== "" &&
  job.publishedAt !== null &&
  (job.remote === "fully" || addressesOf(job.location).length > 0);

/** https://schema.org/JobPosting of a public posting, without its context. */
export function toStructuredData(organization: Organization, job: JobPosting, url: string): JobPostingData {
  const addresses = addressesOf(job.location);
  const remoteWithin = job.remote === "fully" ? (addresses[0]?.addressCountry ?? "JP") : null;
  return {
    "@type": "JobPosting",
    title: job.title,
    description: job.descriptionHtml,
    ...(job.publishedAt !== null && { datePosted: job.publishedAt }),
    // Until the end of that day in Japan.
    ...(job.closesOn !== null && { validThrough: `${job.closesOn}T23:59:59+09:00` }),
    identifier: { "@type": "PropertyValue", name: organization.name, value: job.id },
    hiringOrganization: { "@type": "Organization", name: organization.name },
    ...(addresses.length > 0 && {
      jobLocation: addresses.map((address) => ({
        "@type": "Place" as const,
        address: { "@type": "PostalAddress" as const, ...address },
      })),
    }),
    ...(remoteWithin !== null && {
      jobLocationType: "TELECOMMUTE",
      applicantLocationRequirements: { "@type": "Country", name: remoteWithin },
    }),
    ...(job.employmentType && { employmentType: employmentTypes[job.employmentType] }),
    ...(job.salary && { baseSalary: toMonetaryAmount(job.salary) }),
    ...(job.department !== null && { occupationalCategory: job.department }),
    ...(job.startsOn !== null && { jobStartDate: job.startsOn }),
    ...(job.requirements.length > 0 && { skills: job.requirements.map(({ name }) => name) }),
    url,
  };
}

const toMonetaryAmount = ({ min, max, currency, per }: Salary): MonetaryAmount => ({
  "@type": "MonetaryAmount",
  currency,
  value: {
    "@type": "QuantitativeValue",
    ...(min !== null && min === max
      ? { value: min }
      : { ...(min !== null && { minValue: min }), ...(max !== null && { maxValue: max }) }),
    unitText: per.toUpperCase(),
  },
});

/** A document of its own, as JSON that can't end the element it stands in. */
export const toScriptJson = (data: JobPostingData): string =>
  JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c");
