#include <doctest/doctest.h>
#include <chrono>
#include <cstdio>
#include "demo/experiment.h"
#include "demos/backprop/experiment.h"
#include "io/bytes.h"
#include "data/best_line.h"
using namespace madang; using namespace madang::backprop;
namespace {
std::unique_ptr<demo::AnyExperiment> made(std::vector<demo::NamedValue> v, int seed){
  auto e=demo::make_experiment("backprop"); auto f=e->fields(); auto r=demo::set_values(f,v);
  for(auto&t:r) MESSAGE(t.english); REQUIRE(r.empty()); e->reset(seed); return e; }
Snapshot pic(demo::AnyExperiment&e){ return io::from_bytes<Snapshot>(e.snapshot()); }
}
TEST_CASE("explore"){
  for(const char* opt:{"gd","momentum","adam"}) for(const char*act:{"sigmoid","tanh","relu"}) for (const char* loss:{"mse","cross_entropy"}) for(const char* lr:{"0.1","0.5","1","3"}) {
    if(std::string(opt)=="adam"&&std::string(lr)!="0.1") continue;
    std::string out;
    for(int seed=1;seed<=5;++seed){ auto e=made({{"mode","train"},{"optimizer",opt},{"activation",act},{"loss",loss},{"learning_rate",lr}},seed);
      int s=0; try{ for(;s<3000;++s){ e->step(); } auto p=pic(*e); char b[64]; snprintf(b,64," %.3f/%.3f",p.train_accuracy,p.train_loss); out+=b;}catch(demo::Halt&h){out+=" HALT@"+std::to_string(s);} }
    printf("%-9s %-8s %-14s lr %-4s:%s\n",opt,act,loss,lr,out.c_str());
  }
  for(const char*act:{"sigmoid","tanh","relu","linear"}) for (const char* loss:{"mse","cross_entropy"}) for(const char* lr:{"10","30","100","300","1000"}) {
    std::string out;
    for(int seed=1;seed<=5;++seed){ auto e=made({{"mode","train"},{"activation",act},{"loss",loss},{"learning_rate",lr}},seed);
      int s=0; try{ for(;s<1000;++s){ e->step(); } auto p=pic(*e); char b[64]; snprintf(b,64," %.3f/%.3f",p.train_accuracy,p.train_loss); out+=b;}catch(demo::Halt&h){out+=" HALT@"+std::to_string(s)+(h.reason().english.find("satur")!=std::string::npos?"s":"");} }
    printf("%-8s %-14s lr %-4s:%s\n",act,loss,lr,out.c_str());
  }
  for(const char* loss:{"mse","cross_entropy"}){ std::string out;
  for(int seed=1;seed<=5;++seed){ auto e=made({{"mode","train"},{"layers","0"},{"loss",loss}},seed); float best=0; for(int s=0;s<2000;++s){e->step(); if(s%20==0) best=std::max(best,pic(*e).train_accuracy);} auto p=pic(*e); char b[64]; snprintf(b,64," %.3f (max %.3f) line %.3f",p.train_accuracy,best,p.best_line); out+=b; }
  printf("no hidden %s: %s\n",loss,out.c_str()); }
  { auto e=made({{"mode","train"},{"layers","4"},{"units1","16"},{"units2","16"},{"units3","16"},{"units4","16"},{"batch","128"},{"optimizer","adam"},{"learning_rate","0.01"},{"count","1000"}},1);
    auto t=std::chrono::steady_clock::now(); for(int i=0;i<1000;++i)e->step(); double ms=std::chrono::duration<double,std::milli>(std::chrono::steady_clock::now()-t).count();
    printf("step %.3f ms\n",ms/1000); t=std::chrono::steady_clock::now(); for(int i=0;i<100;++i)e->snapshot(); printf("fill %.3f ms\n",std::chrono::duration<double,std::milli>(std::chrono::steady_clock::now()-t).count()/100); }
  { auto e=made({{"mode","train"},{"batch","128"}},1);
    auto t=std::chrono::steady_clock::now(); for(int i=0;i<3000;++i)e->step(); double ms=std::chrono::duration<double,std::milli>(std::chrono::steady_clock::now()-t).count();
    printf("default step %.3f ms\n",ms/3000); t=std::chrono::steady_clock::now(); for(int i=0;i<100;++i)e->snapshot(); printf("fill %.3f ms\n",std::chrono::duration<double,std::milli>(std::chrono::steady_clock::now()-t).count()/100); }
}
