/* tangbac/tangbac.h - everything that the library promises, in one include. */
#ifndef TANGBAC_TANGBAC_H
#define TANGBAC_TANGBAC_H

#include <tangbac/atlas.h>
#include <tangbac/backtest.h>
#include <tangbac/complete.h>
#include <tangbac/effects.h>
#include <tangbac/error.h>
#include <tangbac/estimate.h>
#include <tangbac/forecast.h>
#include <tangbac/forecast_report.h>
#include <tangbac/goal.h>
#include <tangbac/import.h>
#include <tangbac/intervene.h>
#include <tangbac/panel.h>
#include <tangbac/plan.h>
#include <tangbac/reason.h>
#include <tangbac/report.h>
#include <tangbac/samples.h>
#include <tangbac/scenario.h>
#include <tangbac/score.h>
#include <tangbac/simulate.h>
#include <tangbac/survey.h>
#include <tangbac/verification.h>
#include <tangbac/version.h>

#endif
