package dev.labelmill.core.hosted;

import java.util.Optional;

/**
 * A hosted model as a batch asks for it.
 *
 * @param model which, and how it is asked
 * @param names how its labels stand for the batch's classes
 * @param calls how it is called
 * @param price what a call costs, where batch.json states it; else the price file is asked
 */
public record HostedSettings(HostedModel model, LabelNames names, CallSettings calls, Optional<ModelPrice> price) {}
