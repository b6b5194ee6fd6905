package dev.labelmill.local.vendors;

import java.util.OptionalLong;

/**
 * One annotator's answer to one task.
 *
 * @param task      that is answered
 * @param annotator who answers
 * @param choice    the chosen class's name
 * @param millis    working time that the vendor reports, in milliseconds; empty if it reports none
 */
record Answer(TaskLine task, String annotator, String choice, OptionalLong millis) {}
