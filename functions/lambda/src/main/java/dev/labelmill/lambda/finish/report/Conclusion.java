package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.CrowdReport;
import dev.labelmill.core.results.FinalConsensus;
import dev.labelmill.core.results.FinalLabel.By;
import dev.labelmill.core.results.Findings;
import dev.labelmill.core.results.LabelFindings;
import dev.labelmill.core.results.MeasuredAgreement;
import dev.labelmill.core.results.RoutingComparison;
import dev.labelmill.core.results.ValueFindings;
import dev.labelmill.core.results.ViolationCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the final labels came about and what they add up to; a report has other sections for each kind. */
public sealed interface Conclusion {

    /** What they add up to. */
    LabelFindings findings();

    /** The strata that a certificate is about. */
    default List<Stratum> strata(BatchFigures figures) {
        return findings().strata(figures.autoAccepted(), figures.people());
    }

    /** Labels by who decided them. */
    default Map<By, Long> byWhom() {
        return findings().byWhom();
    }

    /** Final labels that break a check. */
    default ViolationCounts violations() {
        return findings().violations();
    }

    /** How far people agree. */
    MeasuredAgreement agreement();

    /** What is to be said of the people. */
    CrowdReport crowd();

    /** The name of a class that reviews number; of ratings the step. */
    String className(int number);

    /**
     * Labels are single classes.
     *
     * @param routing what each way of routing would have bought, and vendors' times; empty where the crowd is one vendor
     */
    record OfClasses(
            SingleChoice classes,
            FinalConsensus consensus,
            Findings findings,
            MeasuredAgreement agreement,
            CrowdReport crowd,
            Optional<RoutingComparison> routing)
            implements Conclusion {
        @Override
        public String className(int number) {
            return classes.name(number);
        }
    }

    /** Labels are something else. */
    record OfValues(LabelType<?> type, ValueFindings<?> findings, MeasuredAgreement agreement, CrowdReport crowd)
            implements Conclusion {
        @Override
        public String className(int number) {
            return type instanceof Rating rating
                    ? Integer.toString(rating.lowest() + number)
                    : type.classes().get(number);
        }

        /** How several labels of an item became one, in words. */
        String method() {
            if (type instanceof SeveralChoices) {
                return "a vote on each class";
            }
            if (type instanceof Rating) {
                return "the median, less what each annotator adds to all ratings";
            }
            if (type instanceof NumberEntry) {
                return "the middle, less what each annotator adds to all numbers";
            }
            return type instanceof Boxes
                    ? "boxes of several annotators that overlap are fused edge by edge"
                    : "spans of several annotators that overlap are fused";
        }
    }
}
