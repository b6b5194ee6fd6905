package dev.labelmill.core.results;

import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.List;
import java.util.Map;

/** What final labels add up to, whatever their type. */
public sealed interface LabelFindings permits Findings, ValueFindings {

    /**
     * The strata that a certificate is about: audits against the labels as they were before them, and such labels that
     * break a check.
     *
     * @param acceptedItems items whose pre-label stands
     * @param peoplesItems  items people decided
     */
    List<Stratum> strata(long acceptedItems, long peoplesItems);

    /** Labels by who decided them; those that decided none are left out. */
    Map<By, Long> byWhom();

    /** Final labels that break a check, known and audited ones among them. */
    ViolationCounts violations();
}
