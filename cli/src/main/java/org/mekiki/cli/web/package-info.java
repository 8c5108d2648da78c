/** A small HTTP server: routes, limits, jobs with deadlines, metrics; it knows of no model. */
package org.mekiki.cli.web;
