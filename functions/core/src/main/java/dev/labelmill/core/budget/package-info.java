/**
 * Money that is set aside before labels are asked for: what a dispatch may cost, what it has cost, and what limits leave.
 * Vendors' prices only; nothing here knows what the platform costs. Depends on nothing.
 */
package dev.labelmill.core.budget;
